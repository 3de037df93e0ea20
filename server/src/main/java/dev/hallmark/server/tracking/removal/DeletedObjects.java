package dev.hallmark.server.tracking.removal;

import dev.hallmark.server.artifacts.gc.Garbage;
import dev.hallmark.server.artifacts.gc.GarbageKind;
import dev.hallmark.server.artifacts.gc.RemovableFolders;
import dev.hallmark.server.artifacts.gc.Sweep;
import dev.hallmark.server.artifacts.gc.UnsealedVersions;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.events.SealedVersion;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes deleted runs or logged models in three parts: a transaction hides the object, so that it cannot be restored, then its files are
 * deleted, then its rows in batches. If it is interrupted, the next garbage collection continues with the files. The position is the last
 * processed internal id.
 */
abstract class DeletedObjects<S extends RemovableRows> implements Garbage {
  /** The range of internal ids that one statement looks at. */
  private static final int RANGE = 2_000;

  private static final int ROWS_AT_ONCE = 500; // other writes wait for a batch

  private final GarbageKind kind;
  private final Class<S> rows;
  private final Jdbi jdbi;
  private final Writes writes;
  private final Clock clock;
  private final RemovableFolders folders;

  DeletedObjects(
      GarbageKind kind, Class<S> rows, ServiceContext context, RemovableFolders folders) {
    this.kind = kind;
    this.rows = rows;
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.clock = context.clock();
    this.folders = folders;
  }

  /** A version that needs the files. */
  abstract Optional<SealedVersion> userOf(Removable object);

  abstract void publish(Tx tx, Change change, Removable object, long bytes);

  abstract Change change(Removable object, Sweep sweep, Clock at);

  @Override
  public final GarbageKind kind() {
    return kind;
  }

  @Override
  public final Optional<String> next(Sweep sweep, String after) {
    long last = after.isEmpty() ? 0 : Long.parseLong(after);
    long highest = jdbi.withExtension(rows, RemovableRows::highestId);
    while (last < highest && !sweep.isUsedUp()) {
      long from = last;
      long to = last + RANGE;
      List<Removable> found = jdbi.withExtension(rows, store -> store.between(from, to));
      for (Removable each : found) {
        if (sweep.isUsedUp() || !process(sweep, each)) {
          return Optional.of(Long.toString(last));
        }
        last = each.id();
      }
      last = to;
    }
    return last < highest ? Optional.of(Long.toString(last)) : Optional.empty();
  }

  /** Returns false if it has to be continued. */
  private boolean process(Sweep sweep, Removable object) {
    if (object.isBegun()) {
      return sweep.isDryRun() || finish(sweep, object);
    }
    if (!object.isDeletedBefore(sweep.cutoff())) {
      return true;
    }
    long bytes = folders.bytes(object.artifactUri());
    Optional<SealedVersion> user = userOf(object);
    if (user.isPresent()) {
      sweep.skipped(kind, object.uuid(), UnsealedVersions.reason(user.get()), bytes);
      return true;
    }
    if (!sweep.isDryRun() && !writes.call(tx -> isHidden(tx, sweep, object, bytes))) {
      return true;
    }
    report(sweep, object, bytes);
    return sweep.isDryRun() || finish(sweep, object);
  }

  private void report(Sweep sweep, Removable object, long bytes) {
    sweep.freed(kind, object.uuid(), object.reason(), bytes);
    if (RemovableFolders.of(object.artifactUri()).isEmpty()) {
      sweep.skipped(
          kind,
          object.uuid(),
          "only its files, which are outside the artifact store: " + object.artifactUri(),
          0);
    }
  }

  /** Hides the object. Returns false if it was restored, or a version needs its files since it was found. */
  private boolean isHidden(Tx tx, Sweep sweep, Removable found, long bytes) {
    RemovalStore experiments = tx.attach(RemovalStore.class);
    experiments.lockExperiment(found.experiment());
    S store = tx.attach(rows);
    store.lock(found.id());
    Optional<Removable> object = store
        .find(found.id())
        .filter(each -> !each.isBegun() && each.isDeletedBefore(sweep.cutoff()))
        .filter(each -> userOf(each).isEmpty());
    object.ifPresent(each -> {
      experiments.addRemovedExperiment();
      store.hide(each.id());
      publish(tx, change(each, sweep, clock), each, bytes);
    });
    return object.isPresent();
  }

  private boolean finish(Sweep sweep, Removable object) {
    if (!folders.delete(object.artifactUri(), sweep::isUsedUp)) {
      return false;
    }
    while (!writes.call(tx -> tx.attach(rows).deleteSome(object.id(), ROWS_AT_ONCE))) {
      if (sweep.isUsedUp()) {
        return false;
      }
    }
    return true;
  }
}
