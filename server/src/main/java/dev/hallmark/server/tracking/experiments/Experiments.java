package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.events.TrackingEvent;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.storage.IdBatches;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.OwnedEntry;
import dev.hallmark.server.tracking.Revision;
import dev.hallmark.server.tracking.experiments.ExperimentNumbers.Placed;
import dev.hallmark.server.workspaces.Workspaces;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Creates, reads, updates and deletes experiments. */
public final class Experiments {
  private final Jdbi jdbi;
  private final Writes writes;
  private final Access access;
  private final Clock clock;
  private final ExperimentSearch search;
  private final Rows.BatchSize batchSize = new Rows.BatchSize();
  private final ExperimentNumbers numbers;
  private final ExperimentRuns runs;

  public Experiments(
      ServiceContext context,
      ExperimentSearch search,
      ArtifactLocations locations,
      ExperimentRuns runs) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.access = context.access();
    this.clock = context.clock();
    this.search = search;
    this.numbers = new ExperimentNumbers(locations);
    this.runs = runs;
  }

  /**
   * Must be called at start. Creates the experiment {@code Default} with number 0 if missing, and ensures that new numbers are higher than
   * those of existing folders in the artifact store.
   *
   * @param highestFolder the highest number that is the name of a top-level folder of the store; 0 if there is none
   */
  public void open(long highestFolder) {
    if (!jdbi.withExtension(ExperimentStore.class, store -> numbers.isOpen(store, highestFolder))) {
      writes.run(
          tx -> numbers.open(tx.attach(ExperimentStore.class), highestFolder, clock.millis()));
    }
  }

  /**
   * @param location a URI; empty for a folder with the experiment's number in the folder of the workspace, the only choice outside the
   *     workspace {@code default}
   */
  public ExperimentId create(
      Caller caller, Once once, ExperimentName name, String location, List<ExperimentTag> tags) {
    AuthorizedCaller authorized = access.require(caller, Permission.REGISTER);
    return writes.call(once.of(tx -> {
      Workspaces.hold(tx, authorized.caller());
      ExperimentStore store = tx.attach(ExperimentStore.class);
      Placed placed = numbers.next(store, authorized.workspace(), location);
      once.about(Resource.experiment(placed.number()));
      requireFree(store, authorized, name);
      store.add(placed.row(authorized.workspace(), name.value(), clock.millis()));
      tags.forEach(tag -> ExperimentTags.put(store, placed.number(), tag));
      return new ExperimentId(placed.number());
    }));
  }

  /** Finds deleted experiments too. */
  public Experiment get(Caller caller, ExperimentId id) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return jdbi.withExtension(
        ExperimentStore.class,
        store -> withTags(
                store, store.find(authorized.workspace(), id.value()).filter(visible(authorized)))
            .orElseThrow(() -> notFound(id)));
  }

  /** Counts experiments that are not deleted, up to this maximum. */
  public int countUpTo(Caller caller, int most) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return jdbi.withHandle(handle -> new VisibleExperiments(handle, authorized).countUpTo(most));
  }

  /** Finds deleted experiments too. */
  public Experiment getByName(Caller caller, String name) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return jdbi.withExtension(
        ExperimentStore.class,
        store -> withTags(
                store, store.findByName(authorized.workspace(), name).filter(visible(authorized)))
            .orElseThrow(
                () -> RegistryException.notFound(Subject.EXPERIMENT, "experiment_name", name)));
  }

  /**
   * The experiments that match the filter, in order.
   *
   * @param token from the previous page; empty for the first page
   */
  public Rows<Experiment> search(
      Caller caller, View view, Filter filter, Order order, int limit, String token) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return Rows.byIds(
        limit,
        token,
        (most, from) -> search.find(authorized, view, filter, order, most, from),
        this::load,
        batchSize);
  }

  private List<Experiment> load(List<Long> ids) {
    return jdbi.withExtension(ExperimentStore.class, store -> {
      Map<Long, List<KeyValue>> tags = OwnedEntry.byOwner(IdBatches.of(ids, store::tags));
      Map<Long, Experiment> found = IdBatches.of(ids, store::byIds).stream()
          .collect(Collectors.toMap(each -> each.id().value(), Function.identity()));
      return ids.stream()
          .filter(found::containsKey)
          .map(id -> found.get(id).with(tags.getOrDefault(id, List.of())))
          .toList();
    });
  }

  public void rename(Caller caller, ExperimentId id, ExperimentName name) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    writes.run(tx -> {
      ExperimentStore store = tx.attach(ExperimentStore.class);
      store.lockNumbers();
      LockedExperiment experiment = lock(tx, authorized, id);
      if (!experiment.active()) {
        throw RegistryException.invalid(
            Subject.EXPERIMENT, Reason.DELETED, "new_name", name.value());
      }
      if (!experiment.name().equals(name.value())) {
        requireFree(store, authorized, name);
        store.rename(id.value(), name.value(), clock.millis());
      }
    });
  }

  /** Deletes the experiment and its runs. {@link #restore} restores all of them. Throws NOT_FOUND if it is already deleted. */
  public void delete(Caller caller, ExperimentId id) {
    setActive(caller, id, false);
  }

  /** Restores a deleted experiment and its runs. Throws NOT_FOUND if it is not deleted. */
  public void restore(Caller caller, ExperimentId id) {
    setActive(caller, id, true);
  }

  private void setActive(Caller caller, ExperimentId id, boolean active) {
    AuthorizedCaller authorized = access.require(caller, Permission.DELETE);
    writes.run(tx -> {
      LockedExperiment experiment = lock(tx, authorized, id);
      if (experiment.active() == active) {
        throw notFound(id);
      }
      Revision next = experiment.revision().next(clock);
      boolean runsUpToDate = runs.setActive(tx, id, active, next.number());
      tx.attach(ExperimentStore.class)
          .setActive(id.value(), active, runsUpToDate, next.number(), next.at());
      Change change = new Change(authorized.origin(), experiment.ref(), next.number(), next.at());
      tx.publish(
          active
              ? new TrackingEvent.ExperimentRestored(change)
              : new TrackingEvent.ExperimentDeleted(change));
    });
  }

  private static Predicate<Experiment> visible(AuthorizedCaller caller) {
    return experiment -> caller.may(Resource.experiment(experiment.id().value()));
  }

  /** The experiments that are visible to the caller, including deleted ones. */
  public static List<VisibleExperiment> visible(
      Jdbi jdbi, AuthorizedCaller caller, List<ExperimentId> ids) {
    List<Long> numbers = ids.stream().map(ExperimentId::value).distinct().toList();
    return jdbi.withHandle(
        handle -> IdBatches.of(numbers, new VisibleExperiments(handle, caller)::find));
  }

  /** Locks the row of an experiment before something is written to it. Rejects a deleted experiment. */
  public static LockedExperiment lockActive(Tx tx, AuthorizedCaller caller, ExperimentId id) {
    return lock(tx, caller, id).requireActive();
  }

  private static LockedExperiment lock(Tx tx, AuthorizedCaller caller, ExperimentId id) {
    LockedExperiment experiment = tx.attach(ExperimentStore.class)
        .lock(caller.workspace(), id.value())
        .orElseThrow(() -> notFound(id));
    caller.require(experiment.resource(), () -> notFound(id));
    return experiment;
  }

  private static void requireFree(
      ExperimentStore store, AuthorizedCaller caller, ExperimentName name) {
    Optional<Experiment> other = store.findByName(caller.workspace(), name.value());
    if (other.isPresent()) {
      Reason reason = other.get().active() ? Reason.PLAIN : Reason.DELETED;
      throw RegistryException.of(
          ErrorKind.ALREADY_EXISTS, Subject.EXPERIMENT, reason, "name", name.value());
    }
  }

  private static Optional<Experiment> withTags(
      ExperimentStore store, Optional<Experiment> experiment) {
    return experiment.map(found -> found.with(
        store.tags(List.of(found.id().value())).stream().map(OwnedEntry::entry).toList()));
  }

  private static RegistryException notFound(ExperimentId id) {
    return RegistryException.notFound(Subject.EXPERIMENT, "experiment_id", id);
  }
}
