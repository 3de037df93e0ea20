package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.events.TrackingEvent;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.Revision;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.experiments.Experiments;
import dev.hallmark.server.tracking.experiments.LockedExperiment;
import dev.hallmark.server.tracking.experiments.VisibleExperiment;
import dev.hallmark.server.tracking.runs.RunRows.Stored;
import dev.hallmark.server.tracking.runs.search.RunSearch;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;

/** Creates, reads, updates and deletes runs. */
public final class Runs {
  private final Jdbi jdbi;
  private final Writes writes;
  private final Access access;
  private final Clock clock;
  private final RunSearch search;
  private final Rows.BatchSize batchSize = new Rows.BatchSize();

  public Runs(ServiceContext context, RunSearch search) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.access = context.access();
    this.clock = context.clock();
    this.search = search;
  }

  /** Creates a run with status RUNNING. */
  public Run create(Caller caller, Once once, ExperimentId experiment, NewRun run) {
    AuthorizedCaller authorized = access.require(caller, Permission.REGISTER);
    return writes.call(once.of(tx -> {
      LockedExperiment owner = Experiments.lockActive(tx, authorized, experiment);
      once.about(Resource.experiment(experiment.value()));
      RunInfo info = run.in(owner);
      long added = tx.attach(RunStore.class)
          .add(NewRun.row(info, owner.lifecycleRevision(), clock.millis()));
      List<KeyValue> tags = run.tagsOf(info);
      tx.attach(RunEntryStore.class)
          .addTags(added, info.experiment().value(), info.startTime(), tags);
      return new Run(info, List.of(), List.of(), KeyValue.byKey(tags), List.of(), List.of());
    }));
  }

  /** Finds deleted runs too. */
  public Run get(Caller caller, RunId id) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return jdbi.withHandle(handle -> {
      Stored stored = handle
          .attach(RunStore.class)
          .find(authorized.workspace(), id.value())
          .filter(run -> authorized.may(run.resource()))
          .orElseThrow(() -> notFound(id));
      return new RunReader(handle).complete(List.of(stored)).get(0);
    });
  }

  /**
   * The runs that match the filter, in order. Experiments that do not exist are ignored.
   *
   * @param token from the previous page; empty for the first page
   */
  public Rows<Run> search(
      Caller caller,
      List<ExperimentId> experiments,
      View view,
      Filter filter,
      Order order,
      int limit,
      String token) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    List<VisibleExperiment> visible = Experiments.visible(jdbi, authorized, experiments);
    if (visible.isEmpty()) {
      return Rows.none();
    }
    return Rows.byIds(
        limit,
        token,
        (most, from) -> search.find(visible, view, filter, order, most, from),
        this::load,
        batchSize);
  }

  private List<Run> load(List<Long> keys) {
    return jdbi.withHandle(handle -> new RunReader(handle).load(keys));
  }

  /**
   * Updates status, end time and name. A new name is also written to the tag {@link RunTags#NAME}.
   *
   * @param edit returns the changed run; other fields are ignored
   */
  public RunInfo update(Caller caller, RunId id, UnaryOperator<RunInfo> edit) {
    AuthorizedCaller authorized = access.require(caller, Permission.REGISTER);
    return writes.call(tx -> {
      Stored run = lock(tx, authorized, id).requireActive();
      RunInfo next = edit.apply(run.info());
      Long endTime = next.endTime() == RunInfo.NOT_ENDED ? null : next.endTime();
      tx.attach(RunStore.class).update(run.key(), next.name(), next.status().name(), endTime);
      if (!Objects.equals(next.name(), run.info().name())) {
        RunTags.put(tx, run, List.of(new KeyValue(RunTags.NAME, next.name())));
      }
      return next;
    });
  }

  /** Deletes a run. Does nothing if it is already deleted. */
  public void delete(Caller caller, RunId id) {
    setActive(caller, id, false);
  }

  /** Restores a run. Does nothing if it is not deleted. */
  public void restore(Caller caller, RunId id) {
    setActive(caller, id, true);
  }

  private void setActive(Caller caller, RunId id, boolean active) {
    AuthorizedCaller authorized = access.require(caller, Permission.DELETE);
    writes.run(tx -> {
      Stored run = lock(tx, authorized, id);
      if (run.info().active() == active) {
        return;
      }
      Revision next = run.revision().next(clock);
      tx.attach(RunStore.class).setActive(run.key(), active, next.number(), next.at());
      Change change = new Change(authorized.origin(), run.ref(), next.number(), next.at());
      tx.publish(
          active ? new TrackingEvent.RunRestored(change) : new TrackingEvent.RunDeleted(change));
    });
  }

  /** Locks the row of the run. Every write to a run starts with this lock. */
  static Stored lock(Tx tx, AuthorizedCaller caller, RunId id) {
    Stored run = tx.attach(RunStore.class)
        .lock(id.value())
        .filter(found -> found.workspace().equals(caller.workspace()))
        .orElseThrow(() -> notFound(id));
    caller.require(run.resource(), () -> notFound(id));
    return run;
  }

  static RegistryException notFound(RunId id) {
    return RegistryException.notFound(Subject.RUN, "run_id", id);
  }
}
