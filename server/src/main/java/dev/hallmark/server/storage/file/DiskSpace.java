package dev.hallmark.server.storage.file;

import java.io.File;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk space for the database file. Changes are rejected while less than {@link #RESERVE} bytes are free, so that changes which were
 * accepted before can still be written. A write that fails anyway is retried until it succeeds: unlike a failed flush, a failed write has
 * no effect, and H2 would close its store permanently if it saw the failure.
 */
public final class DiskSpace {
  /** More than the running transactions can make the file grow. */
  public static final long RESERVE = 32L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
  private static final long CHECK_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private final LongSupplier usable;
  private volatile boolean stalled;
  private volatile boolean ending;
  private volatile boolean low;
  private volatile long checkedAt;

  /** @param usable returns the number of free bytes */
  public DiskSpace(LongSupplier usable) {
    this.usable = usable;
    check();
  }

  /** The space of the file system of this folder. A file system that does not report its size counts as unlimited. */
  public static DiskSpace of(File folder) {
    return new DiskSpace(
        () -> folder.getTotalSpace() == 0 ? Long.MAX_VALUE : folder.getUsableSpace());
  }

  /** For a file whose failed writes are not retried. */
  public static DiskSpace unwatched() {
    DiskSpace space = new DiskSpace(() -> Long.MAX_VALUE);
    space.end();
    return space;
  }

  /** A write operation. */
  interface Write {
    void run() throws IOException;
  }

  /** Whether changes have to be rejected. The value can be up to 100 ms old. */
  public boolean isLow() {
    if (System.nanoTime() - checkedAt >= CHECK_INTERVAL) {
      check();
    }
    return low || stalled;
  }

  private void check() {
    boolean now = usable.getAsLong() < RESERVE;
    checkedAt = System.nanoTime();
    if (now != low) {
      low = now;
      if (now) {
        LOG.warn(
            "Less than {} MB are free for the database. Changes are refused, reads are served.",
            RESERVE >> 20);
      } else {
        LOG.info("There is room for the database again. Changes are taken.");
      }
    }
  }

  /** Whether a write is waiting for disk space. */
  public boolean isStalled() {
    return stalled;
  }

  /** Retries the write until it succeeds. Throws if the file is closed, or after {@link #end}. */
  void retry(Write write) throws IOException {
    while (true) {
      try {
        write.run();
        stalled = false;
        return;
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        if (ending) {
          throw e;
        }
        stall(e);
      }
    }
  }

  private void stall(IOException cause) {
    if (!stalled && !low) {
      LOG.warn(
          "The database file cannot be written ({}). Changes are refused, reads are served.",
          cause.getMessage());
    }
    stalled = true;
    LockSupport.parkNanos(PAUSE);
  }

  /** Stops retrying failed writes. */
  public void end() {
    ending = true;
  }
}
