package dev.hallmark.server.jobs;

import java.time.Duration;
import java.util.List;

/** Processes the jobs of one kind. The runner calls it on one thread of this server; other servers may process jobs concurrently. */
public interface JobHandler {
  /** Unique among the handlers. It is stored, so it must never be renamed. */
  String kind();

  /** The maximum number of jobs per call of {@link #work}. */
  default int batchSize() {
    return 1;
  }

  /** Whether each start of a server adds a job with an empty key, or restarts it. */
  default boolean atStart() {
    return false;
  }

  /** Whether the job that a start adds keeps its cursor if it exists already. */
  default boolean continuesAtStart() {
    return false;
  }

  /** How long an unfinished job waits before it continues. */
  default Duration pause(Job unfinished) {
    return Duration.ZERO;
  }

  /**
   * Processes these jobs for at most one second. Returns the unfinished ones with their new cursors. A finished job may be passed again if
   * the server stopped before its completion was recorded. An exception delays all of these jobs; jobs that failed together are retried one
   * by one.
   */
  List<Job> work(List<Job> jobs);
}
