package dev.hallmark.server.storage;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Locks by key: one thread at a time for each key. Different keys can share a lock. Threads that change the same row wait here, without a
 * connection, and are woken one at a time. The database would wake all of them at each commit, of which only one could continue.
 */
public final class KeyedLocks {
  private static final int COUNT = 1024;
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(COUNT).toArray(ReentrantLock[]::new);
  private final Optional<Duration> timeout;

  private KeyedLocks(Optional<Duration> timeout) {
    this.timeout = timeout;
  }

  /** Locks that throw UNAVAILABLE if a thread waits longer than this. */
  public static KeyedLocks waiting(Duration timeout) {
    return new KeyedLocks(Optional.of(timeout));
  }

  /** Locks that wait without a limit. */
  public static KeyedLocks withoutLimit() {
    return new KeyedLocks(Optional.empty());
  }

  /** Runs the work while holding the lock. Throws UNAVAILABLE after the timeout. */
  public <T> T with(Object key, Supplier<T> work) {
    ReentrantLock lock = locks[Math.floorMod(key.hashCode() * 0x9E3779B9, COUNT)];
    if (!isLocked(lock)) {
      throw RegistryException.unavailable(Subject.STORAGE, null);
    }
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private boolean isLocked(ReentrantLock lock) {
    if (timeout.isEmpty()) {
      lock.lock();
      return true;
    }
    try {
      return lock.tryLock(timeout.get().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
