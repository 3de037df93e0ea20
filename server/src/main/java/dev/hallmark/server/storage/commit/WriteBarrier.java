package dev.hallmark.server.storage.commit;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets write transactions run concurrently, and blocks them while their results are captured for a flush: H2 captures its tables one after
 * the other, so a running transaction would be saved partially. A transaction passes the barrier before it takes a connection or locks a
 * row. Reads do not pass it.
 */
public final class WriteBarrier {
  private static final long TIMEOUT_SECONDS = 10;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

  /** Runs a transaction, from its first statement until after its commit. Throws UNAVAILABLE if the barrier stays closed. */
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
      if (!lock.readLock().tryLock(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw RegistryException.unavailable(Subject.STORAGE, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RegistryException.unavailable(Subject.STORAGE, e);
    }
  }

  /** Throws if this thread is inside a write transaction, where waiting for a flush would never end. */
  public void requireOutside() {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException("this thread is inside a write transaction already");
    }
  }

  /** Runs the work while no write transaction is running. */
  public void exclusively(Runnable capture) {
    lock.writeLock().lock();
    try {
      capture.run();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
