package dev.hallmark.server.storage.commit;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets write transactions run side by side, and stops them for the moment in which their results are captured for the
 * disk: H2 captures its tables one after the other, so a transaction that is under way would be saved in part. Passed
 * before a connection is taken or a row is locked, never after. Reads do not pass it.
 */
public final class WriteBarrier {
  private static final long PATIENCE_SECONDS = 10;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

  /** Holds from the transaction's first statement until after its commit. UNAVAILABLE when it stays closed. */
  public <T> T writing(Supplier<T> transaction) {
    enter();
    try {
      return transaction.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void enter() {
    try {
      if (!lock.readLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw RegistryException.unavailable(Subject.STORAGE, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RegistryException.unavailable(Subject.STORAGE, e);
    }
  }

  /** Throws when this thread is inside a write transaction: waiting for a flush in there would never end. */
  public void requireOutside() {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException("this thread is inside a write transaction already");
    }
  }

  /** Runs while no write transaction is under way. */
  public void alone(Runnable capture) {
    lock.writeLock().lock();
    try {
      capture.run();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
