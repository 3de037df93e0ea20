package dev.hallmark.server.registry.sealing;

import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.Seals;
import dev.hallmark.server.auth.Principal;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.events.VersionEvent.VersionSealed;
import dev.hallmark.server.events.VersionEvent.VersionSealingFailed;
import dev.hallmark.server.registry.models.LockedModel;
import dev.hallmark.server.registry.models.ModelChanges;
import dev.hallmark.server.registry.models.ModelStore;
import dev.hallmark.server.registry.records.RecordJobs;
import dev.hallmark.server.registry.records.VersionId;
import dev.hallmark.server.registry.sealing.SealingStore.PendingVersion;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** Records the progress and the result of sealing. A version that was deleted meanwhile is left alone. */
final class PendingVersions {
  private static final Origin SERVER =
      new Origin(Principal.SERVER.id(), Principal.SERVER.name(), "", SealVersionJob.KIND, "", "");
  private static final int MAX_RENAMES = 3;

  private final Jdbi jdbi;
  private final Writes writes;
  private final ModelChanges changes;
  private final RecordJobs records;
  private final Seals seals;

  PendingVersions(ServiceContext context, ModelChanges changes, RecordJobs records, Seals seals) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.changes = changes;
    this.records = records;
    this.seals = seals;
  }

  /** Empty if the version is deleted or not pending any more. */
  Optional<PendingVersion> find(VersionId version) {
    return jdbi.withExtension(SealingStore.class, store -> store.find(version));
  }

  /** Shows the message as the status of the version. Returns false if the version is not pending any more. */
  boolean isReported(VersionId version, String message) {
    return find(version)
        .filter(pending ->
            writes.call(tx -> tx.attach(SealingStore.class).report(pending.id(), message) > 0))
        .isPresent();
  }

  /** Seals the files, and again if the seal is deleted before the version names it. */
  void ready(VersionId version, Supplier<Seal> sealing) {
    seals.registering(() -> {
      ready(version, sealing.get());
      return true;
    });
  }

  private void ready(VersionId version, Seal seal) {
    finish(version, (tx, model, pending) -> {
      seals.require(tx, seal.digest());
      if (tx.attach(SealingStore.class).ready(pending.id(), seal.digest(), model.at()) > 0) {
        tx.publish(new VersionSealed(
            change(model), version.number(), seal.digest(), seal.files(), seal.bytes()));
        records.versionChanged(tx, model, version.number());
        tx.attach(ModelStore.class).update(model);
      }
    });
  }

  void failed(VersionId version, String reason) {
    finish(version, (tx, model, pending) -> {
      if (tx.attach(SealingStore.class).failed(pending.id(), reason, model.at()) > 0) {
        tx.publish(new VersionSealingFailed(change(model), version.number(), reason));
        tx.attach(ModelStore.class).update(model);
      }
    });
  }

  private static Change change(LockedModel model) {
    return model.change(SERVER);
  }

  private interface Result {
    void record(Tx tx, LockedModel model, PendingVersion pending);
  }

  /** The model can be renamed between its lookup and its lock. */
  private void finish(VersionId version, Result result) {
    for (int i = 0; i < MAX_RENAMES; i++) {
      Optional<PendingVersion> pending = find(version);
      if (pending.isEmpty() || isFinished(version, pending.get(), result)) {
        return;
      }
    }
    throw new IllegalStateException("the model of version " + version + " cannot be locked");
  }

  private boolean isFinished(VersionId version, PendingVersion pending, Result result) {
    return changes.isDoneByServer(pending.workspace(), pending.name(), (tx, model) -> {
      boolean same = model.id() == version.modelId();
      if (same) {
        result.record(tx, model, pending);
      }
      return same;
    });
  }
}
