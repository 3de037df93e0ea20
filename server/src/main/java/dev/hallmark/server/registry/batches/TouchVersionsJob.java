package dev.hallmark.server.registry.batches;

import dev.hallmark.server.registry.batches.BatchStore.LargeModel;
import dev.hallmark.server.storage.Writes;
import java.util.OptionalInt;

/** Writes into the rows of versions that all of them were updated. */
final class TouchVersionsJob extends ModelJob {
  static final String KIND = "touch-versions";

  TouchVersionsJob(Writes writes) {
    super(KIND, writes);
  }

  @Override
  OptionalInt batch(BatchStore store, long id, LargeModel model, int after) {
    int last = Math.min(model.lastVersion(), after + ModelBatches.BATCH);
    store.touch(id, after, last, model.versionsUpdatedAt());
    return last < model.lastVersion() ? OptionalInt.of(last) : OptionalInt.empty();
  }
}
