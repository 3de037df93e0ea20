package dev.hallmark.server.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.store.fs.FileBaseDefault;

/** A file of which a power cut leaves what was flushed, and of the rest what the cut's kind says. Its disk may be full. */
final class CutFile extends FileBaseDefault {
  /** A flush takes a moment, so that there is something for a cut to catch. */
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final FileChannel base;
  private final DiskRoom room;
  private final Runnable onClose;
  private final DiskImage flushed;
  private final Deque<UnflushedWrite> unflushed = new ArrayDeque<>();
  private final Object flushing = new Object();

  CutFile(FileChannel base, DiskRoom room, Runnable onClose) throws IOException {
    this.base = base;
    this.room = room;
    this.onClose = onClose;
    ByteBuffer present = ByteBuffer.allocate(Math.toIntExact(base.size()));
    while (present.hasRemaining() && base.read(present, present.position()) > 0) {}
    this.flushed = new DiskImage(present.array());
  }

  /** The disk after a cut at this moment. The file itself goes on. */
  synchronized DiskImage cut(CutKind kind, Random random) {
    DiskImage disk = flushed.copy();
    kind.leave(List.copyOf(unflushed), disk, random);
    return disk;
  }

  synchronized boolean hasUnflushed() {
    return !unflushed.isEmpty();
  }

  @Override
  public synchronized int write(ByteBuffer source, long position) throws IOException {
    byte[] data = new byte[fitting(source.remaining(), position)];
    source.get(data);
    ByteBuffer copy = ByteBuffer.wrap(data);
    while (copy.hasRemaining()) {
      base.write(copy, position + copy.position());
    }
    unflushed.add(new UnflushedWrite.Bytes(position, data));
    return data.length;
  }

  /** As a disk does, it writes what fits, and fails when nothing does. */
  private int fitting(int wanted, long position) throws IOException {
    long growth = Math.max(0, position + wanted - Math.max(position, base.size()));
    long fitting = wanted - growth + room.take(growth);
    if (fitting == 0) {
      throw new IOException("No space left on device");
    }
    return Math.toIntExact(fitting);
  }

  @Override
  protected synchronized void implTruncate(long size) throws IOException {
    if (size < base.size()) {
      base.truncate(size);
      unflushed.add(new UnflushedWrite.Truncation(size));
    }
  }

  @Override
  public void force(boolean metaData) {
    synchronized (flushing) {
      int begun = countUnflushed();
      LockSupport.parkNanos(FLUSH_NANOS);
      settle(begun);
    }
  }

  private synchronized int countUnflushed() {
    return unflushed.size();
  }

  private synchronized void settle(int writes) {
    for (int i = 0; i < writes; i++) {
      unflushed.remove().apply(flushed);
    }
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return base.read(target, position);
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
    onClose.run();
  }
}
