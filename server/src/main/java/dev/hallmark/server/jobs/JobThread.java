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

/** The thread of one queue. It is never interrupted: it may be inside H2, whose file an interrupt would close. */
final class JobThread {
  /** Jobs that other servers added, or that are repeated, are found by looking. */
  private static final Duration LOOK = Duration.ofSeconds(5);
  /** Jobs that come close to each other are done together. */
  private static final Duration GATHER = Duration.ofMillis(200);
  /** Requests go first: the work takes at most a tenth of one processor, and a half of one when it gets late. */
  private static final int RESTS_PER_WORK = 9;

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
      while (!isDone(first)) {
        if (stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      while (stopped.getCount() > 0) {
        if (!workAndRest()) {
          added.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
          rest(GATHER);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when there is nothing to do for now. */
  private boolean workAndRest() throws InterruptedException {
    long begun = System.nanoTime();
    AtomicReference<Optional<Duration>> late = new AtomicReference<>(Optional.empty());
    if (!isDone(() -> late.set(queue.workOnce())) || late.get().isEmpty()) {
      return false;
    }
    rest(rest(Duration.ofNanos(System.nanoTime() - begun), late.get().get()));
    return true;
  }

  private static Duration rest(Duration worked, Duration late) {
    if (late.compareTo(LATE) > 0) {
      return worked;
    }
    Duration rest = worked.multipliedBy(RESTS_PER_WORK);
    return rest.compareTo(GATHER) < 0 ? GATHER : rest;
  }

  /** True when the server is to stop. */
  private boolean rest(Duration time) throws InterruptedException {
    return stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** False when the database cannot do it for now. */
  private boolean isDone(Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      if (SqlFailures.isTransient(e)) {
        LOG.debug("{} has to wait for the database", kind(), e);
      } else if (stopped.getCount() > 0) { // otherwise the database was closed meanwhile
        LOG.error("{} cannot work; it tries again", kind(), e);
      }
      return false;
    }
  }
}
