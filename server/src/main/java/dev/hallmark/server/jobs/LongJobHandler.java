package dev.hallmark.server.jobs;

import java.util.List;

/** A handler whose work can take hours. Its jobs run without rests, because users wait for them. */
public interface LongJobHandler extends JobHandler {
  /** How many jobs one server processes at the same time. */
  int threads();

  /** As {@link JobHandler#work(List)}, but without a limit of time, as long as the lease holds. */
  List<Job> work(List<Job> jobs, JobLease lease);

  @Override
  default List<Job> work(List<Job> jobs) {
    return work(jobs, JobLease.ENDLESS);
  }
}
