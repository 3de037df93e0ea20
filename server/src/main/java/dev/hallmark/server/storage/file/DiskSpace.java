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
 * The room that the database file has to grow. Changes are refused while less than {@link #RESERVE} bytes are free, so that
 * what was admitted before can still be written. A write that fails all the same is repeated until it succeeds: unlike a
 * flush, a write that failed has done nothing, and H2 would close its store for good if it heard of it.
 */
public final class DiskSpace {
  /** More than transactions that are under way can make the file grow. */
  public static final long RESERVE = 32L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
  private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private final LongSupplier usable;
  private volatile boolean stalled;
  private volatile boolean ending;
  private volatile boolean low;
  private volatile long lookedAt;

  /** @param usable how many bytes can still be written */
  public DiskSpace(LongSupplier usable) {
    this.usable = usable;
    look();
  }

  /** Of the file system of this folder. One that does not know its own size is taken to have room. */
  public static DiskSpace of(File folder) {
    return new DiskSpace(
        () -> folder.getTotalSpace() == 0 ? Long.MAX_VALUE : folder.getUsableSpace());
  }

  /** For a file whose writes fail at once. */
  public static DiskSpace unwatched() {
    DiskSpace space = new DiskSpace(() -> Long.MAX_VALUE);
    space.end();
    return space;
  }

  /** Work on a file. */
  interface Write {
    void run() throws IOException;
  }

  /** Whether changes have to be refused. What it says may be a tenth of a second old. */
  public boolean isLow() {
    if (System.nanoTime() - lookedAt >= LOOK_EVERY) {
      look();
    }
    return low || stalled;
  }

  private void look() {
    boolean now = usable.getAsLong() < RESERVE;
    lookedAt = System.nanoTime();
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

  /** Whether a write is waiting for room just now. */
  public boolean isStalled() {
    return stalled;
  }

  /** Returns when the write has succeeded; throws when the file is closed, or nobody is to wait any more. */
  void untilDone(Write write) throws IOException {
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

  /** From now on a write that fails is not repeated, nor is one that is waiting. */
  public void end() {
    ending = true;
  }
}
