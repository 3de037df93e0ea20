package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limits the heap for data on its way to the service: a sixth for all uploads together. */
public final class PartMemory {
  private static final int SHARE = 6;
  private static final int STEP = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int most;
  private final Semaphore free;

  /** @param most bytes */
  public PartMemory(long most) {
    this.most = (int) Math.min(Integer.MAX_VALUE / 2, Math.max(PartSizes.LEAST, most));
    this.free = new Semaphore(steps(this.most), true);
  }

  public static PartMemory ofThisProcess() {
    return new PartMemory(Runtime.getRuntime().maxMemory() / SHARE);
  }

  /** Maximum size of one part in bytes. */
  public int most() {
    return most;
  }

  private static int steps(int bytes) {
    return (bytes + STEP - 1) / STEP;
  }

  /** Waits until this much is free, in FIFO order. Throws UNAVAILABLE after a minute. */
  public PartBuffer take(int capacity) {
    return take(capacity, PATIENCE)
        .orElseThrow(() -> RegistryException.unavailable(Subject.STORAGE, null));
  }

  /** Waits for this time at most, in FIFO order. Empty if not enough is free. */
  public Optional<PartBuffer> take(int capacity, Duration patience) {
    try {
      return free.tryAcquire(steps(capacity), patience.toNanos(), TimeUnit.NANOSECONDS)
          ? Optional.of(new PartBuffer(this, capacity))
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  public void give(int from, int to) {
    free.release(steps(from) - steps(to));
  }

  /** Free bytes. */
  public int unused() {
    return free.availablePermits() * STEP;
  }
}
