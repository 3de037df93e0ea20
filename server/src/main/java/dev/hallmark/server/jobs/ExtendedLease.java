package dev.hallmark.server.jobs;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Extends a lease on a thread of its own, so that no single step of the work can take too long. */
final class ExtendedLease implements JobLease, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExtendedLease.class);

  private final BooleanSupplier extension;
  private final BooleanSupplier stopping;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean lost;

  /**
   * @param extension returns false if the lease is lost
   * @param stopping whether the server stops
   */
  ExtendedLease(BooleanSupplier extension, BooleanSupplier stopping) {
    this.extension = extension;
    this.stopping = stopping;
  }

  ExtendedLease startedFor(String kind, Duration interval) {
    Thread thread = new Thread(() -> run(interval), "lease-" + kind);
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void run(Duration interval) {
    try {
      while (!lost && !done.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        extend();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void extend() {
    try {
      lost = !extension.getAsBoolean();
    } catch (
        RuntimeException e) { // the lease holds until its end, and the next extension may succeed
      LOG.debug("could not extend a lease", e);
    }
  }

  @Override
  public void require() {
    if (lost) {
      throw new LeaseEndedException("another runner has taken the job");
    }
    if (stopping.getAsBoolean()) {
      throw new LeaseEndedException("the server stops");
    }
  }

  @Override
  public void close() {
    done.countDown();
  }
}
