package dev.hallmark.server.jobs;

import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Works through the jobs: one thread for each kind, so that slow work of one kind delays no other. */
public final class JobRunner implements AutoCloseable {
  private final List<JobQueue> queues;
  private final List<JobThread> threads;

  public JobRunner(Jobs jobs, Jdbi jdbi, Writes writes, Clock clock, List<JobHandler> handlers) {
    queues = handlers.stream()
        .map(handler -> new JobQueue(handler, jobs, jdbi, writes, clock))
        .toList();
    threads = queues.stream().map(JobThread::new).toList();
    jobs.onAdded(kind ->
        threads.stream().filter(thread -> thread.kind().equals(kind)).forEach(JobThread::wake));
  }

  /** Begins to work. To be called once. */
  public void start() {
    threads.forEach(JobThread::start);
  }

  /** Adds the jobs that every start adds; {@link #start} does so by itself. */
  public void addAtStart() {
    queues.forEach(JobQueue::addAtStart);
  }

  /** Works on this thread on all that is due now. */
  public void runDue() {
    while (runDueOnce()) {}
  }

  /** One round over the kinds; false when nothing was due. */
  boolean runDueOnce() {
    boolean worked = false;
    for (JobQueue queue : queues) {
      worked |= queue.workOnce().isPresent();
    }
    return worked;
  }

  /** Returns when nothing is being worked on any more. Work under way ends with its part, and goes on after the next start. */
  @Override
  public void close() {
    threads.forEach(JobThread::stop);
    threads.forEach(JobThread::join);
  }
}
