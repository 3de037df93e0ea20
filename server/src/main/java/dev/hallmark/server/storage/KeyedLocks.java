package dev.hallmark.server.storage;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where work that wants the same row waits for each other: without a connection, and woken one by one. In the database all
 * that wait for a row would be woken by each commit, to find it taken by one of them. Two keys may share a lock.
 */
final class KeyedLocks {
  private static final int COUNT = 256;
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(COUNT).toArray(ReentrantLock[]::new);
  private final Duration patience;

  KeyedLocks(Duration patience) {
    this.patience = patience;
  }

  /** Throws UNAVAILABLE when it is not this work's turn in time. */
  <T> T with(Object key, Supplier<T> work) {
    ReentrantLock lock = locks[Math.floorMod(key.hashCode(), COUNT)];
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
    try {
      return lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
