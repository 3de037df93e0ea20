package dev.hallmark.server.jobs;

import java.util.List;

/** Does the jobs of one kind. Called by the runner only, on one thread of this server; other servers may work beside it. */
public interface JobHandler {
  /** Unique among the handlers, and stored: a kind is never renamed. */
  String kind();

  /** How many jobs are worked on together. */
  default int batchSize() {
    return 1;
  }

  /** Whether a job with an empty key is added, or begun anew, each time a server starts. */
  default boolean atStart() {
    return false;
  }

  /**
   * Works on these jobs for a second at the most, and returns those that are not finished, each with its new cursor. A job
   * may come again after it was finished, when the server stopped before that was recorded. An exception delays all of
   * them; jobs that failed together are repeated one by one.
   */
  List<Job> work(List<Job> jobs);
}
