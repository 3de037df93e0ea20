package dev.hallmark.server.tracking.removal;

import dev.hallmark.server.artifacts.gc.Garbage;
import dev.hallmark.server.artifacts.gc.GarbageKind;
import dev.hallmark.server.artifacts.gc.RemovableFolders;
import dev.hallmark.server.artifacts.gc.Sweep;
import dev.hallmark.server.artifacts.gc.UnsealedVersions;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.events.TrackingEvent.ExperimentRemoved;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.tracking.Revision;
import dev.hallmark.server.tracking.removal.RemovalStore.Experiment;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes deleted experiments without runs and logged models. Files in their folders that belong to no run or logged model are kept. The
 * position is the last processed id.
 */
public final class DeletedExperiments implements Garbage {
  private static final int BATCH = 50;
  private static final int ROWS_AT_ONCE = 500; // other writes wait for a batch
  private static final long DEFAULT = 0;

  private final Jdbi jdbi;
  private final Writes writes;
  private final Clock clock;
  private final RemovableFolders folders;

  DeletedExperiments(ServiceContext context, RemovableFolders folders) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.clock = context.clock();
    this.folders = folders;
  }

  /** Everything of this package that can be garbage. */
  public static List<Garbage> withRunsAndModels(
      ServiceContext context, RemovableFolders folders, UnsealedVersions versions) {
    return List.of(
        new DeletedRuns(context, folders, versions),
        new DeletedLoggedModels(context, folders, versions),
        new DeletedExperiments(context, folders));
  }

  @Override
  public GarbageKind kind() {
    return GarbageKind.EXPERIMENT;
  }

  @Override
  public Optional<String> next(Sweep sweep, String after) {
    long last = after.isEmpty() ? RemovalStore.REMOVED : Long.parseLong(after);
    List<Experiment> found = jdbi.withExtension(
        RemovalStore.class, store -> store.experiments(last, sweep.cutoff(), BATCH));
    String position = Long.toString(last);
    for (Experiment each : found) {
      if (sweep.isUsedUp()) {
        return Optional.of(position);
      }
      process(sweep, each);
      position = Long.toString(each.id());
    }
    return found.size() < BATCH ? Optional.empty() : Optional.of(position);
  }

  private void process(Sweep sweep, Experiment experiment) {
    String name = Long.toString(experiment.id());
    if (experiment.id() == DEFAULT) {
      sweep.skipped(kind(), name, "the experiment Default is kept", 0);
    } else if (sweep.isDryRun()) {
      dryRun(sweep, experiment, name);
    } else if (deleted(sweep, experiment)) {
      sweep.freed(kind(), name, reason(experiment), 0);
      removeFolder(sweep, experiment, name);
    } else {
      sweep.skipped(kind(), name, "it has runs or logged models that are kept", 0);
    }
  }

  /** Most of its runs and logged models would be removed before: it cannot be known here whether all of them. */
  private void dryRun(Sweep sweep, Experiment experiment, String name) {
    sweep.freed(kind(), name, reason(experiment) + ", unless some of its contents are kept", 0);
  }

  private static String reason(Experiment experiment) {
    return "deleted since " + Instant.ofEpochMilli(experiment.revisedAt());
  }

  private boolean deleted(Sweep sweep, Experiment experiment) {
    if (jdbi.withExtension(RemovalStore.class, store -> store.hasContents(experiment.id()))) {
      return false;
    }
    while (writes.call(
            tx -> tx.attach(RemovalStore.class).deleteDatasets(experiment.id(), ROWS_AT_ONCE))
        == ROWS_AT_ONCE) {
      // until none is left: no run uses them
    }
    return writes.call(tx -> isDeleted(tx, sweep, experiment.id()));
  }

  private boolean isDeleted(Tx tx, Sweep sweep, long id) {
    RemovalStore store = tx.attach(RemovalStore.class);
    Optional<Experiment> locked = store
        .lockExperiment(id)
        .filter(each -> !each.active() && each.revisedAt() < sweep.cutoff())
        .filter(each -> !store.hasContents(id));
    locked.ifPresent(each -> {
      store.deleteExperiment(id);
      tx.publish(new ExperimentRemoved(change(sweep, each), each.location()));
    });
    return locked.isPresent();
  }

  private Change change(Sweep sweep, Experiment experiment) {
    Revision next = new Revision(experiment.revision(), experiment.revisedAt()).next(clock);
    ObjectRef ref = new ObjectRef(
        ObjectRef.Kind.EXPERIMENT, experiment.workspace(), experiment.id(), experiment.name());
    return new Change(sweep.origin(), ref, next.number(), next.at());
  }

  private void removeFolder(Sweep sweep, Experiment experiment, String name) {
    ArtifactPath.ofUri(experiment.location()) // empty if it is elsewhere
        .ifPresent(folder -> removeFolder(sweep, folder, name));
  }

  private void removeFolder(Sweep sweep, ArtifactPath folder, String name) {
    folders.deleteIfEmpty(folder.child("models"));
    folders.deleteIfEmpty(folder);
    long rest = folders.bytes(folder);
    if (rest > 0) {
      sweep.skipped(kind(), name, "its folder has files of no run or logged model", rest);
    }
  }
}
