package dev.hallmark.server.jobs;

import dev.hallmark.server.storage.failures.SqlFailures;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of one queue. It must not be interrupted: an interrupt inside H2 closes the database file. */
final class JobThread {
  /** Polling interval for retries and for jobs that other servers added. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);
  /** Delay that collects jobs which are added at nearly the same time. */
  private static final Duration BATCH_DELAY = Duration.ofMillis(200);
  /** Requests have priority: jobs use at most a tenth of one processor, and half of one if they are late. */
  private static final int REST_FACTOR = 9;

  private static final Duration LATE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(JobThread.class);

  private final JobQueue queue;
  private final Thread thread;
  private final BlockingQueue<Boolean> added = new ArrayBlockingQueue<>(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  JobThread(JobQueue queue) {
    this.queue = queue;
    this.thread = new Thread(this::run, "job-" + queue.kind());
  }

  String kind() {
    return queue.kind();
  }

  void start() {
    thread.start();
  }

  void wake() {
    added.offer(Boolean.TRUE);
  }

  void stop() {
    queue.stop();
    stopped.countDown();
    wake();
  }

  void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Runnable first = queue::addAtStart;
      while (!succeeds(first)) {
        if (stopped.await(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      while (stopped.getCount() > 0) {
        if (!workAndRest()) {
          added.poll(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
          rest(BATCH_DELAY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns false if no job is due. */
  private boolean workAndRest() throws InterruptedException {
    long begun = System.nanoTime();
    AtomicReference<Optional<Duration>> late = new AtomicReference<>(Optional.empty());
    if (!succeeds(() -> late.set(queue.workOnce())) || late.get().isEmpty()) {
      return false;
    }
    if (!queue.isLong()) {
      rest(rest(Duration.ofNanos(System.nanoTime() - begun), late.get().get()));
    }
    return true;
  }

  private static Duration rest(Duration worked, Duration late) {
    if (late.compareTo(LATE) > 0) {
      return worked;
    }
    Duration rest = worked.multipliedBy(REST_FACTOR);
    return rest.compareTo(BATCH_DELAY) < 0 ? BATCH_DELAY : rest;
  }

  /** Returns true if the server is stopping. */
  private boolean rest(Duration time) throws InterruptedException {
    return stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Returns false if the database is unavailable. */
  private boolean succeeds(Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      if (SqlFailures.isTransient(e)) {
        LOG.debug("{} has to wait for the database", kind(), e);
      } else if (stopped.getCount() > 0) { // when stopping, the database may already be closed
        LOG.error("{} cannot work; it tries again", kind(), e);
      }
      return false;
    }
  }
}
