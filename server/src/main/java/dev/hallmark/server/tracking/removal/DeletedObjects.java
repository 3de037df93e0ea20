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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes deleted runs or logged models in batches, in three parts: a transaction hides the objects, so that they cannot be restored, then
 * their files are deleted, then their rows. If it is interrupted, the next garbage collection continues with the files. The position is the
 * last processed internal id.
 */
abstract class DeletedObjects<S extends RemovableRows> implements Garbage {
  /** The range of internal ids that one statement looks at. */
  private static final int RANGE = 2_000;

  private static final int BATCH = 50; // other writes wait for its transactions
  private static final int ROWS_AT_ONCE = 500;

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
      for (List<Removable> batch = first(found); !batch.isEmpty(); batch = first(found)) {
        int done = sweep.isUsedUp() ? 0 : process(sweep, batch);
        last = done == 0 ? last : batch.get(done - 1).id();
        if (done < batch.size()) {
          return Optional.of(Long.toString(last));
        }
        found = found.subList(done, found.size());
      }
      last = to;
    }
    return last < highest ? Optional.of(Long.toString(last)) : Optional.empty();
  }

  private static List<Removable> first(List<Removable> all) {
    return all.subList(0, Math.min(all.size(), BATCH));
  }

  /** Returns how many of the first objects are processed: it continues with the next one. */
  private int process(Sweep sweep, List<Removable> batch) {
    Map<Removable, Long> sizes = new LinkedHashMap<>();
    int looked = 0;
    while (looked < batch.size() && (looked == 0 || !sweep.isUsedUp())) {
      Removable each = batch.get(looked++);
      if (each.isBegun()) {
        sizes.put(each, 0L);
      } else if (each.isDeletedBefore(sweep.cutoff())) {
        look(sweep, each).ifPresent(bytes -> sizes.put(each, bytes));
      }
    }
    if (sweep.isDryRun()) {
      sizes.forEach((each, bytes) -> report(sweep, each, bytes));
      return looked;
    }
    List<Removable> hidden = hide(sweep, sizes);
    int finished = finish(sweep, hidden);
    return finished == hidden.size() ? looked : batch.indexOf(hidden.get(finished));
  }

  /** The size of its files; empty if a version needs them. */
  private Optional<Long> look(Sweep sweep, Removable object) {
    long bytes = folders.bytes(object.artifactUri());
    Optional<SealedVersion> user = userOf(object);
    user.ifPresent(
        each -> sweep.skipped(kind, object.uuid(), UnsealedVersions.reason(each), bytes));
    return user.isPresent() ? Optional.empty() : Optional.of(bytes);
  }

  private void report(Sweep sweep, Removable object, long bytes) {
    if (object.isBegun()) {
      return; // it was reported then
    }
    String files = RemovableFolders.of(object.artifactUri()).isPresent()
        ? ""
        : "; its files are outside the artifact store and stay: " + object.artifactUri();
    sweep.freed(kind, object.uuid(), object.reason() + files, bytes);
  }

  /** Hides these objects and returns them, but for those that were restored, or became the source of a version, since they were found. */
  private List<Removable> hide(Sweep sweep, Map<Removable, Long> found) {
    List<Removable> visible =
        found.keySet().stream().filter(each -> !each.isBegun()).toList();
    Set<Removable> kept = visible.isEmpty()
        ? Set.of()
        : writes.call(tx -> {
          lock(tx, visible);
          return visible.stream()
              .filter(each -> !isHidden(tx, sweep, each, found.get(each)))
              .collect(Collectors.toSet());
        });
    List<Removable> hidden =
        found.keySet().stream().filter(each -> !kept.contains(each)).toList();
    hidden.forEach(each -> report(sweep, each, found.get(each)));
    return hidden;
  }

  /** In the order of the ids, to prevent deadlocks. */
  private void lock(Tx tx, List<Removable> objects) {
    RemovalStore experiments = tx.attach(RemovalStore.class);
    objects.stream()
        .map(Removable::experiment)
        .distinct()
        .sorted()
        .forEach(experiments::lockExperiment);
    objects.forEach(each -> tx.attach(rows).lock(each.id()));
    experiments.addRemovedExperiment();
  }

  private boolean isHidden(Tx tx, Sweep sweep, Removable found, long bytes) {
    S store = tx.attach(rows);
    Optional<Removable> object = store
        .find(found.id())
        .filter(each -> !each.isBegun() && each.isDeletedBefore(sweep.cutoff()))
        .filter(each -> userOf(each).isEmpty());
    object.ifPresent(each -> {
      store.hide(each.id());
      publish(tx, change(each, sweep, clock), each, bytes);
    });
    return object.isPresent();
  }

  /** Returns how many of the first objects are removed completely. */
  private int finish(Sweep sweep, List<Removable> hidden) {
    int withoutFiles =
        folders.delete(hidden.stream().map(Removable::artifactUri).toList(), sweep::isUsedUp);
    int finished = 0;
    while (finished < withoutFiles) {
      List<Removable> rest = hidden.subList(finished, withoutFiles);
      finished += writes.call(tx -> finished(tx, rest));
      if (sweep.isUsedUp()) {
        return finished;
      }
    }
    return finished;
  }

  /** Deletes rows. Returns for how many of the first objects none is left. */
  private int finished(Tx tx, List<Removable> objects) {
    int limit = ROWS_AT_ONCE;
    for (int i = 0; i < objects.size(); i++) {
      limit -= tx.attach(rows).deleteSome(objects.get(i).id(), limit);
      if (limit == 0) {
        return i; // some may be left
      }
    }
    return objects.size();
  }
}
