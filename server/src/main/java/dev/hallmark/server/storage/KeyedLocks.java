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
 * One thread at a time for each key; some keys share a lock. Work that changes the same row waits here, without a connection,
 * and is woken one by one: the database would wake all of it at each commit, to find the row taken by one of them.
 */
public final class KeyedLocks {
  private static final int COUNT = 1024;
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(COUNT).toArray(ReentrantLock[]::new);
  private final Optional<Duration> patience;

  private KeyedLocks(Optional<Duration> patience) {
    this.patience = patience;
  }

  /** Whoever waits longer than this is refused. */
  public static KeyedLocks waiting(Duration patience) {
    return new KeyedLocks(Optional.of(patience));
  }

  /** Everybody waits as long as it takes. */
  public static KeyedLocks withoutLimit() {
    return new KeyedLocks(Optional.empty());
  }

  /** Throws UNAVAILABLE when it is not this work's turn in time. */
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
    if (patience.isEmpty()) {
      lock.lock();
      return true;
    }
    try {
      return lock.tryLock(patience.get().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
