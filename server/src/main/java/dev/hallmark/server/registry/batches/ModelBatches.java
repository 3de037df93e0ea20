package dev.hallmark.server.registry.batches;

import dev.hallmark.server.artifacts.SealClaims;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.registry.models.LockedModel;
import dev.hallmark.server.registry.models.ModelStore;
import dev.hallmark.server.registry.versions.VersionStore;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Changes all versions of a model at a bounded cost. Up to 500 versions are changed in the transaction. With more, the transaction changes
 * only the row of the model, which then applies to all its versions, and a background job updates their rows.
 */
public final class ModelBatches {
  /** The maximum number of rows per transaction, since other writes wait for it. */
  static final int BATCH = 500;

  private final Jobs jobs;

  public ModelBatches(Jobs jobs) {
    this.jobs = jobs;
  }

  /** Sets the update time of all versions to the time of this change. */
  public void touchVersions(Tx tx, LockedModel model) {
    if (hasManyVersions(tx, model)) {
      tx.attach(BatchStore.class).setVersionsUpdatedAt(model.id(), model.at());
      jobs.replace(tx, TouchVersionsJob.KIND, Long.toString(model.id()), model.revision());
    } else {
      tx.attach(VersionStore.class).touchAll(model.id(), model.at());
    }
  }

  /**
   * Deletes the model with everything that belongs to it. Returns the numbers of its versions, in order; empty if there are more than 500.
   */
  public Optional<List<Integer>> delete(Tx tx, LockedModel model) {
    if (hasManyVersions(tx, model) || hasManyAliases(tx, model)) {
      tx.attach(BatchStore.class).hide(model.id(), Long.toString(model.id()), model.at());
      jobs.add(tx, DeleteModelJob.KIND, Long.toString(model.id()), model.revision());
      return Optional.empty();
    }
    List<Integer> versions = tx.attach(VersionStore.class).numbers(model.id());
    SealClaims.released(
        tx, tx.attach(BatchStore.class).seals(model.id(), 0, Integer.MAX_VALUE), model.at());
    tx.attach(ModelStore.class).delete(model.id());
    return Optional.of(versions);
  }

  private static boolean hasManyVersions(Tx tx, LockedModel model) {
    return tx.attach(BatchStore.class).countVersions(model.id(), BATCH + 1) > BATCH;
  }

  private static boolean hasManyAliases(Tx tx, LockedModel model) {
    return tx.attach(BatchStore.class).countAliases(model.id(), BATCH + 1) > BATCH;
  }

  /** Returns whether there are versions whose stored time of the last update is older than their model's. */
  public static boolean areTouchesPending(Jdbi jdbi) {
    return Jobs.exist(jdbi, TouchVersionsJob.KIND);
  }

  public static List<JobHandler> handlers(Writes writes) {
    return List.of(new TouchVersionsJob(writes), new DeleteModelJob(writes));
  }
}
