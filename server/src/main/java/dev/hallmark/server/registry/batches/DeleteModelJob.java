package dev.hallmark.server.registry.batches;

import dev.hallmark.server.artifacts.SealClaims;
import dev.hallmark.server.registry.batches.BatchStore.LargeModel;
import dev.hallmark.server.registry.models.ModelStore;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.util.List;
import java.util.OptionalInt;

/** Deletes the rows of a model that was deleted: aliases, versions with their tags, and then the model. */
final class DeleteModelJob extends ModelJob {
  static final String KIND = "delete-model";

  DeleteModelJob(Writes writes) {
    super(KIND, writes);
  }

  @Override
  OptionalInt batch(Tx tx, long id, LargeModel model, int after) {
    if (!model.deleted()) {
      throw new IllegalStateException("model " + id + " is not deleted");
    }
    BatchStore store = tx.attach(BatchStore.class);
    List<String> aliases = store.aliases(id, ModelBatches.BATCH);
    if (!aliases.isEmpty()) {
      store.deleteAliases(id, aliases);
      return OptionalInt.of(after);
    }
    if (after < model.lastVersion()) {
      int last = Math.min(model.lastVersion(), after + ModelBatches.BATCH);
      SealClaims.released(tx, store.seals(id, after, last), model.revisedAt());
      store.deleteVersions(id, after, last);
      return OptionalInt.of(last);
    }
    tx.attach(ModelStore.class).delete(id);
    return OptionalInt.empty();
  }
}
