package dev.hallmark.server.jobs;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Excerpt;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leases the due jobs of one kind, runs their handler, and records the result. */
final class JobQueue {
  /** After this time another runner may take the job. */
  static final Duration LEASE = Duration.ofMinutes(1);

  /** For long jobs: their leases are extended, and end soon after a server was killed. */
  static final Duration LONG_LEASE = Duration.ofSeconds(45);

  private static final Duration EXTENSION_INTERVAL = Duration.ofSeconds(10);
  static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
  private static final Duration SHORTEST_DELAY = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

  private final JobHandler handler;
  private final Jobs jobs;
  private final Jdbi jdbi;
  private final Writes writes;
  private final Clock clock;
  private volatile boolean stopping;

  JobQueue(JobHandler handler, Jobs jobs, Jdbi jdbi, Writes writes, Clock clock) {
    this.handler = handler;
    this.jobs = jobs;
    this.jdbi = jdbi;
    this.writes = writes;
    this.clock = clock;
  }

  String kind() {
    return handler.kind();
  }

  boolean isLong() {
    return handler instanceof LongJobHandler;
  }

  int threads() {
    return handler instanceof LongJobHandler longer ? longer.threads() : 1;
  }

  /** Ends long jobs at the next check of their lease. */
  void stop() {
    stopping = true;
  }

  void addAtStart() {
    if (handler.atStart()) {
      writes.run(tx -> {
        if (handler.continuesAtStart()) {
          jobs.add(tx, kind(), "", 0);
        } else {
          jobs.restart(tx, kind(), "");
        }
      });
    }
  }

  /**
   * Returns how late the work started; empty if no job was due. Throws if the database is unavailable; a failure of a job is recorded
   * instead.
   */
  Optional<Duration> workOnce() {
    long now = clock.millis();
    Optional<Long> due = jdbi.withExtension(JobStore.class, store -> store.longestDue(kind(), now));
    if (due.isEmpty()) {
      return Optional.empty();
    }
    String lease = UUID.randomUUID().toString();
    List<Job> taken = take(lease);
    if (!taken.isEmpty()) {
      work(taken, lease);
    }
    return taken.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(now - due.get()));
  }

  /** Leases jobs in a transaction of its own: the handler sees only data that is flushed to disk, and holds no row lock. */
  private List<Job> take(String lease) {
    return writes.call(tx -> {
      JobStore store = tx.attach(JobStore.class);
      long now = clock.millis();
      List<Job> due = batch(store.lockDue(kind(), now, handler.batchSize()));
      store.lease(ids(due), lease, now + lease().toMillis());
      return due;
    });
  }

  private Duration lease() {
    return isLong() ? LONG_LEASE : LEASE;
  }

  /** A job that failed before is retried alone. */
  private static List<Job> batch(List<Job> due) {
    if (!due.isEmpty() && due.get(0).attempts() > 0) {
      return due.subList(0, 1);
    }
    return due.stream().takeWhile(job -> job.attempts() == 0).toList();
  }

  private void work(List<Job> taken, String lease) {
    List<Job> unfinished;
    try {
      unfinished = run(taken, lease);
    } catch (LeaseEndedException e) {
      LOG.info("{} ended early: {}", kind(), e.getMessage());
      record(taken, List.of(), lease, job -> Duration.ZERO);
      return;
    } catch (RuntimeException e) {
      fail(taken, lease, e);
      return;
    }
    Set<Long> unfinishedIds = new HashSet<>(ids(unfinished));
    List<Long> done =
        ids(taken).stream().filter(id -> !unfinishedIds.contains(id)).toList();
    record(unfinished, done, lease, handler::pause);
  }

  private List<Job> run(List<Job> taken, String lease) {
    if (!(handler instanceof LongJobHandler longer)) {
      return handler.work(taken);
    }
    try (ExtendedLease extended = new ExtendedLease(() -> isExtended(taken, lease), () -> stopping)
        .startedFor(kind(), EXTENSION_INTERVAL)) {
      return longer.work(taken, extended);
    }
  }

  private boolean isExtended(List<Job> taken, String lease) {
    long until = clock.millis() + lease().toMillis();
    int extended = writes.call(tx -> taken.stream()
        .mapToInt(job -> tx.attach(JobStore.class).extend(job.id(), lease, until))
        .sum());
    return extended == taken.size();
  }

  private void record(
      List<Job> unfinished, List<Long> done, String lease, Function<Job, Duration> pause) {
    writes.run(tx -> {
      JobStore store = tx.attach(JobStore.class);
      store.delete(done, lease);
      unfinished.forEach(job -> store.progress(
          job.id(), lease, job.cursor(), clock.millis() + pause.apply(job).toMillis()));
    });
  }

  private void fail(List<Job> failed, String lease, RuntimeException cause) {
    String keys = failed.stream().map(Job::key).limit(5).collect(Collectors.joining(", "));
    if (cause instanceof RegistryException refused && refused.kind() == ErrorKind.UNAVAILABLE) {
      LOG.warn("{} of {} failed and will be repeated: {}", kind(), keys, reason(refused));
      LOG.debug("the cause", cause);
    } else {
      LOG.warn("{} of {} failed and will be repeated", kind(), keys, cause);
    }
    String error = Excerpt.of(cause);
    writes.run(tx -> failed.forEach(job -> tx.attach(JobStore.class)
        .fail(job.id(), lease, error, clock.millis() + delay(job, failed.size()).toMillis())));
  }

  /** Why something that jobs need is unavailable, which can affect all of them. */
  private static String reason(RegistryException unavailable) {
    return unavailable.rootCause().toString().lines().findFirst().orElse("");
  }

  /** After several jobs failed together, no delay: it is not known which one caused the failure. */
  private static Duration delay(Job job, int together) {
    if (together > 1) {
      return Duration.ZERO;
    }
    Duration delay = SHORTEST_DELAY.multipliedBy(1L << Math.min(job.attempts(), 20));
    return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }

  private static List<Long> ids(List<Job> jobs) {
    return jobs.stream().map(Job::id).toList();
  }
}
