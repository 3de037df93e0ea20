package dev.hallmark.server.artifacts.gc;

import dev.hallmark.server.jobs.Job;
import dev.hallmark.server.jobs.JobHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Starts a garbage collection regularly. There is one job for all servers; its cursor is the time of the last start. */
final class GcSchedule implements JobHandler {
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final GarbageCollection collection;
  private final Clock clock;
  private final Duration every;
  private final Duration olderThan;

  GcSchedule(GarbageCollection collection, Clock clock, Duration every, Duration olderThan) {
    this.collection = collection;
    this.clock = clock;
    this.every = every;
    this.olderThan = olderThan;
  }

  @Override
  public String kind() {
    return "gc-schedule";
  }

  @Override
  public boolean atStart() {
    return true;
  }

  @Override
  public boolean continuesAtStart() {
    return true;
  }

  /** Short, so that a changed setting is noticed. */
  @Override
  public Duration pause(Job unfinished) {
    return every.compareTo(LONGEST_PAUSE) < 0 ? every : LONGEST_PAUSE;
  }

  @Override
  public List<Job> work(List<Job> jobs) {
    Job job = jobs.get(0);
    long last = job.cursor().isEmpty() ? 0 : Long.parseLong(job.cursor());
    if (clock.millis() - last < every.toMillis()) {
      return jobs;
    }
    collection.startScheduled(olderThan);
    return List.of(job.at(Long.toString(clock.millis())));
  }
}
