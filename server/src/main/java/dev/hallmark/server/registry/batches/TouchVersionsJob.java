package dev.hallmark.server.registry.batches;

import dev.hallmark.server.registry.batches.BatchStore.LargeModel;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.util.OptionalInt;

/** Writes the update time to the rows of all versions. */
final class TouchVersionsJob extends ModelJob {
  static final String KIND = "touch-versions";

  TouchVersionsJob(Writes writes) {
    super(KIND, writes);
  }

  @Override
  OptionalInt batch(Tx tx, long id, LargeModel model, int after) {
    int last = Math.min(model.lastVersion(), after + ModelBatches.BATCH);
    tx.attach(BatchStore.class).touch(id, after, last, model.versionsUpdatedAt());
    return last < model.lastVersion() ? OptionalInt.of(last) : OptionalInt.empty();
  }
}
