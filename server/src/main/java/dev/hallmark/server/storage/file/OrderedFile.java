package dev.hallmark.server.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * An H2 database file that is intact after a power failure at any moment, and opens at its latest flushed version. A disk can execute
 * unflushed writes in any order or lose them, in parts as small as a sector. H2 does not expect that, so this file adds the necessary
 * flushes:
 *
 * <ul>
 * <li>Before space that may be in use on disk is overwritten, all previous writes are flushed, the header is changed to refer to the newest
 *   chunk, and the header is flushed too.
 * <li>A chunk is written and flushed without its first sector, which follows afterwards: if the first sector is on disk, the chunk is
 *   complete.
 * <li>Before a header is written, all previous writes are flushed. H2 2.5 refers to the chunk before the newest one; this is corrected. No
 *   header contains the flag for a clean shutdown, so that H2 always checks the whole file.
 * <li>Before the file is truncated, all previous writes are flushed.
 * <li>After a failed flush nothing is written any more, because earlier writes may be lost.
 * <li>A failed write, for example on a full disk, is retried until it succeeds ({@link DiskSpace}).
 * <li>Data that is being written can already be read. H2 2.5 reads the length of a page of more than 2 MB from the file while its chunk is
 *   still being written, and fails otherwise.
 * </ul>
 *
 * H2 writes from one thread at a time; flushes may come from another.
 */
final class OrderedFile extends FileBaseDefault {
  private static final int SECTOR = 512;

  private final FileChannel base;
  private final DiskSpace space;
  private final Object flushing = new Object();
  private volatile boolean dirty = true;
  private volatile boolean failed;
  private volatile boolean written;
  /** Bytes before this position may belong to a version that H2 opens after a power failure. */
  private volatile long flushedSize;

  private volatile StoreHeader header; // null until a header is on disk
  private volatile PendingWrite pendingWrite; // null if no write is running
  private volatile ChunkMark newest = new ChunkMark(0, 0, 0);

  private OrderedFile(FileChannel base, DiskSpace space) {
    this.base = base;
    this.space = space;
  }

  /** Opens the file. The previous process may not have flushed its last writes. */
  static OrderedFile over(FileChannel base, DiskSpace space) throws IOException {
    OrderedFile file = new OrderedFile(base, space);
    file.force(false);
    ByteBuffer blocks = ByteBuffer.allocate(StoreHeader.BYTES);
    while (blocks.hasRemaining() && base.read(blocks, blocks.position()) > 0) {}
    file.header = StoreHeader.read(blocks.flip()).orElse(null);
    return file;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    synchronized (flushing) {
      refuseAfterFailure();
      if (dirty) {
        dirty = false; // set before the flush, so that a concurrent write does not count as flushed
        long size = base.size();
        try {
          base.force(false);
        } catch (IOException | RuntimeException e) {
          failed = true;
          throw e;
        }
        flushedSize = size;
      }
    }
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    refuseAfterFailure();
    written = true;
    int length = source.remaining();
    if (position == 0 && length == StoreHeader.BYTES) {
      writeHeader(source);
    } else {
      pendingWrite = new PendingWrite(source.duplicate(), position);
      try {
        writeChunk(source, position);
      } finally {
        pendingWrite = null; // H2 can reuse the buffer
      }
    }
    source.position(source.limit());
    return length;
  }

  private void writeHeader(ByteBuffer source) throws IOException {
    StoreHeader given = StoreHeader.read(source)
        .orElseThrow(() -> new IOException("H2 wrote a header that cannot be read"))
        .unclean();
    force(false);
    header = newest.version() > given.version() ? given.referringTo(newest) : given;
    put(header.blocks(), 0);
  }

  private void writeChunk(ByteBuffer source, long position) throws IOException {
    if (position < flushedSize) {
      secureNewest();
    }
    if (source.remaining() > SECTOR) {
      put(source.slice(source.position() + SECTOR, source.remaining() - SECTOR), position + SECTOR);
      force(false);
    }
    put(source.slice(source.position(), Math.min(SECTOR, source.remaining())), position);
    ChunkMark.read(source, position).ifPresent(this::remember);
  }

  /** Flushes the newest chunk and the header that refers to it, before the space that it freed is overwritten. */
  private void secureNewest() throws IOException {
    force(false);
    if (header != null && newest.version() >= header.version() && !header.refersTo(newest)) {
      header = header.referringTo(newest);
      put(header.blocks(), 0);
      force(false);
    }
  }

  private synchronized void remember(ChunkMark chunk) {
    if (chunk.version() > 0 && chunk.version() >= newest.version()) {
      newest = chunk;
    }
  }

  private void put(ByteBuffer bytes, long position) throws IOException {
    long begin = position - bytes.position();
    while (bytes.hasRemaining()) {
      space.retry(() -> base.write(bytes, begin + bytes.position()));
    }
    dirty = true;
  }

  private void refuseAfterFailure() throws IOException {
    if (failed) {
      throw new IOException("an earlier flush of the database file failed");
    }
  }

  /** While H2 opens the file, it reads the newest chunk, which is remembered here. */
  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    int begin = target.position();
    PendingWrite first = pendingWrite;
    if (first != null && first.overlaps(position, target.remaining())) {
      int count = first.read(target, position);
      if (count > 0 && pendingWrite == first) {
        return count;
      }
      target.position(begin);
    }
    int count = base.read(target, position);
    if (!written && count > 0 && position % StoreHeader.BLOCK == 0) {
      ChunkMark.read(target.slice(begin, count), position).ifPresent(this::remember);
    }
    return count;
  }

  /** A chunk that is being written. */
  private record PendingWrite(ByteBuffer bytes, long position) {
    boolean overlaps(long from, int length) {
      return from < position + bytes.remaining() && from + length > position;
    }

    /** Copies its bytes from this position and returns their number; 0 if it begins after the position. */
    int read(ByteBuffer target, long from) {
      if (from < position) {
        return 0;
      }
      int skipped = (int) (from - position);
      int count = Math.min(target.remaining(), bytes.remaining() - skipped);
      target.put(bytes.slice(bytes.position() + skipped, count));
      return count;
    }
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    force(false);
    space.retry(() -> base.truncate(size));
    flushedSize = Math.min(flushedSize, size);
    dirty = true;
  }

  @Override
  public long size() throws IOException {
    return base.size();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return base.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    base.close();
  }
}
