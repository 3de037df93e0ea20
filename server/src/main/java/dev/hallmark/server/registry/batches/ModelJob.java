package dev.hallmark.server.registry.batches;

import dev.hallmark.server.jobs.Job;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.registry.batches.BatchStore.LargeModel;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.util.List;
import java.util.OptionalInt;

/**
 * Processes the versions of one model in batches. The key is the internal id of the model, the cursor the last processed version number.
 */
abstract class ModelJob implements JobHandler {
  private final String kind;
  private final Writes writes;

  ModelJob(String kind, Writes writes) {
    this.kind = kind;
    this.writes = writes;
  }

  @Override
  public final String kind() {
    return kind;
  }

  @Override
  public final List<Job> work(List<Job> jobs) {
    Job job = jobs.get(0);
    long id = Long.parseLong(job.key());
    int after = job.cursor().isEmpty() ? 0 : Integer.parseInt(job.cursor());
    OptionalInt done = writes.call(tx -> {
      return tx.attach(BatchStore.class)
          .lock(id)
          .map(model -> batch(tx, id, model, after))
          .orElseGet(OptionalInt::empty);
    });
    return done.isPresent() ? List.of(job.at(Integer.toString(done.getAsInt()))) : List.of();
  }

  /** Returns the last processed number, or empty at the end. */
  abstract OptionalInt batch(Tx tx, long id, LargeModel model, int after);
}
