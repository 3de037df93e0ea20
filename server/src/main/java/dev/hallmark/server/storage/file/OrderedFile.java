package dev.hallmark.server.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * An H2 database file that is whole after a power cut at any moment, and opens at its newest flushed version. A disk may
 * execute unflushed writes in any order or lose them, in parts as small as a sector. H2 does not expect
 * that, so this file adds the flushes that are needed:
 *
 * <ul>
 *   <li>Before space that may be in use on disk is written again, everything so far is flushed, the header is made to
 *       name the newest chunk, and that is flushed too.
 *   <li>A chunk without its first sector is written and flushed, and the first sector follows: with its first sector
 *       on disk, a chunk is whole.
 *   <li>Before a header, everything so far is flushed. H2 2.5 names the chunk before the newest: that is put right. No header
 *       claims that the file was closed in good order, so that H2 always looks at all of it.
 *   <li>Before the file is cut shorter, everything so far is flushed.
 *   <li>After a flush that failed nothing is written any more: what it should have flushed may be lost.
 *   <li>A write that fails, as on a full disk, is repeated until it succeeds ({@link DiskSpace}).
 *   <li>What is being written can be read already. H2 2.5 looks into the file for the length of a page of more than 2 MB while
 *       its chunk is still on the way there, and fails at what it finds.
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
  /** Bytes below this may be part of a version that a cut would bring back. */
  private volatile long flushedSize;

  private volatile StoreHeader header; // null until there is one on disk
  private volatile Coming coming; // null while nothing is being written
  private volatile ChunkMark newest = new ChunkMark(0, 0, 0);

  private OrderedFile(FileChannel base, DiskSpace space) {
    this.base = base;
    this.space = space;
  }

  /** The file as the previous process left it, which may not have flushed its last writes. */
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
        dirty = false; // before the flush, so that a write meanwhile is not taken for flushed
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
      coming = new Coming(source.duplicate(), position);
      try {
        writeChunk(source, position);
      } finally {
        coming = null; // H2 may use the buffer again
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
    header = newest.version() > given.version() ? given.naming(newest) : given;
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

  /** What makes space free has to be on disk, and to be found there, before the space is written. */
  private void secureNewest() throws IOException {
    force(false);
    if (header != null && newest.version() >= header.version() && !header.names(newest)) {
      header = header.naming(newest);
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
      space.untilDone(() -> base.write(bytes, begin + bytes.position()));
    }
    dirty = true;
  }

  private void refuseAfterFailure() throws IOException {
    if (failed) {
      throw new IOException("an earlier flush of the database file failed");
    }
  }

  /** While H2 opens the file, it reads the newest chunk; that is how it becomes known here after a cut. */
  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    int begin = target.position();
    Coming first = coming;
    if (first != null && first.overlaps(position, target.remaining())) {
      int count = first.read(target, position);
      if (count > 0 && coming == first) {
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

  /** A chunk on its way into the file. */
  private record Coming(ByteBuffer bytes, long position) {
    boolean overlaps(long from, int length) {
      return from < position + bytes.remaining() && from + length > position;
    }

    /** How many bytes of it are at this place; 0 when it begins behind. */
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
    space.untilDone(() -> base.truncate(size));
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
