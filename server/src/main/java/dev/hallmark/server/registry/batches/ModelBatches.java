package dev.hallmark.server.registry.batches;

import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.registry.models.LockedModel;
import dev.hallmark.server.registry.models.ModelStore;
import dev.hallmark.server.registry.versions.VersionStore;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.util.List;

/**
 * Changes all versions of a model at the same cost however many there are. Up to 500 are changed in the transaction; with
 * more, the model's row says for all of them what is true, and a job brings their rows in line.
 */
public final class ModelBatches {
  /** Rows that one transaction changes. Other changes wait as long as it takes. */
  static final int BATCH = 500;

  private final Jobs jobs;

  public ModelBatches(Jobs jobs) {
    this.jobs = jobs;
  }

  /** Sets the time of the last update of all versions to that of this change. */
  public void touchVersions(Tx tx, LockedModel model) {
    if (hasManyVersions(tx, model)) {
      tx.attach(BatchStore.class).setVersionsUpdatedAt(model.id(), model.at());
      jobs.add(tx, TouchVersionsJob.KIND, Long.toString(model.id()), model.revision());
    } else {
      tx.attach(VersionStore.class).touchAll(model.id(), model.at());
    }
  }

  /**
   * Deletes the model with all that belongs to it. Returns the numbers of its versions, in order; empty, too, when there are
   * more than 500.
   */
  public List<Integer> delete(Tx tx, LockedModel model) {
    if (hasManyVersions(tx, model) || hasManyAliases(tx, model)) {
      tx.attach(BatchStore.class).hide(model.id(), Long.toString(model.id()));
      jobs.add(tx, DeleteModelJob.KIND, Long.toString(model.id()), model.revision());
      return List.of();
    }
    List<Integer> versions = tx.attach(VersionStore.class).numbers(model.id());
    tx.attach(ModelStore.class).delete(model.id());
    return versions;
  }

  private static boolean hasManyVersions(Tx tx, LockedModel model) {
    return tx.attach(BatchStore.class).countVersions(model.id(), BATCH + 1) > BATCH;
  }

  private static boolean hasManyAliases(Tx tx, LockedModel model) {
    return tx.attach(BatchStore.class).countAliases(model.id(), BATCH + 1) > BATCH;
  }

  public static List<JobHandler> handlers(Writes writes) {
    return List.of(new TouchVersionsJob(writes), new DeleteModelJob(writes));
  }
}
