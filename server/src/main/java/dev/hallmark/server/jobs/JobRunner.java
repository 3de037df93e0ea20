package dev.hallmark.server.jobs;

import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Runs background jobs: threads of its own for each kind, so that slow jobs of one kind do not delay others. */
public final class JobRunner implements AutoCloseable {
  private final List<JobQueue> queues;
  private final List<JobThread> threads;

  public JobRunner(Jobs jobs, Jdbi jdbi, Writes writes, Clock clock, List<JobHandler> handlers) {
    queues = handlers.stream()
        .map(handler -> new JobQueue(handler, jobs, jdbi, writes, clock))
        .toList();
    threads = queues.stream()
        .flatMap(queue -> Stream.generate(() -> new JobThread(queue)).limit(queue.threads()))
        .toList();
    jobs.onAdded(kind ->
        threads.stream().filter(thread -> thread.kind().equals(kind)).forEach(JobThread::wake));
  }

  /** Starts the threads. Call it once. */
  public void start() {
    threads.forEach(JobThread::start);
  }

  /** Adds the jobs of handlers with {@link JobHandler#atStart}. {@link #start} does this itself. */
  public void addAtStart() {
    queues.forEach(JobQueue::addAtStart);
  }

  /** Runs all due jobs on the calling thread. */
  public void runDue() {
    while (runDueOnce()) {}
  }

  /** Runs due jobs of each kind once. Returns false if none was due. */
  boolean runDueOnce() {
    boolean worked = false;
    for (JobQueue queue : queues) {
      worked |= queue.workOnce().isPresent();
    }
    return worked;
  }

  /** Waits for the running calls of handlers. Unfinished jobs continue after the next start. */
  @Override
  public void close() {
    threads.forEach(JobThread::stop);
    threads.forEach(JobThread::join);
  }
}
