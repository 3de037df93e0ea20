package dev.hallmark.server.tracking.models;

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
import dev.hallmark.server.filter.DatasetRef;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.Params;
import dev.hallmark.server.tracking.Revision;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.experiments.Experiments;
import dev.hallmark.server.tracking.experiments.LockedExperiment;
import dev.hallmark.server.tracking.experiments.VisibleExperiment;
import dev.hallmark.server.tracking.models.LoggedModelRows.Stored;
import dev.hallmark.server.tracking.models.LoggedModelStore.NewModel;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Creates, reads, updates and deletes logged models. */
public final class LoggedModels {
  private final Jdbi jdbi;
  private final Writes writes;
  private final Access access;
  private final Clock clock;
  private final LoggedModelSearch search;
  private final Rows.BatchSize batchSize = new Rows.BatchSize();

  public LoggedModels(ServiceContext context, LoggedModelSearch search) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.access = context.access();
    this.clock = context.clock();
    this.search = search;
  }

  /** The fields of a new logged model. */
  public record Draft(
      LoggedModelName name, LoggedModelLabels labels, List<KeyValue> params, List<KeyValue> tags) {
    public Draft {
      Params.requireDistinct(params);
      params = List.copyOf(params);
      tags = KeyValue.lastOfEach(tags);
    }
  }

  /** Creates a model with status PENDING. Its files are uploaded afterwards. */
  public LoggedModel create(Caller caller, Once once, ExperimentId experiment, Draft draft) {
    AuthorizedCaller authorized = access.require(caller, Permission.REGISTER);
    return writes.call(once.of(tx -> {
      LockedExperiment owner = Experiments.lockActive(tx, authorized, experiment);
      once.about(Resource.experiment(experiment.value()));
      LoggedModelStore store = tx.attach(LoggedModelStore.class);
      NewModel row = row(owner, draft);
      long added = store.add(row);
      store.addParams(added, draft.params());
      store.addTags(added, draft.tags());
      return new LoggedModel(
          info(row), KeyValue.byKey(draft.params()), KeyValue.byKey(draft.tags()), List.of());
    }));
  }

  private static LoggedModel.Info info(NewModel row) {
    return new LoggedModel.Info(
        row.uuid(),
        new ExperimentId(row.experiment()),
        row.name(),
        row.modelType(),
        row.sourceRun(),
        row.artifactUri(),
        LoggedModelStatus.of(row.status()),
        "",
        true,
        row.now(),
        row.now());
  }

  private NewModel row(LockedExperiment experiment, Draft draft) {
    String uuid = "m-" + UUID.randomUUID().toString().replace("-", "");
    return new NewModel(
        uuid,
        experiment.id().value(),
        draft.name().value(),
        draft.labels().modelType(),
        draft.labels().sourceRunId(),
        experiment.folder("models/" + uuid + "/artifacts"),
        LoggedModelStatus.PENDING.number(),
        clock.millis());
  }

  /** Throws NOT_FOUND if the model does not exist, or is deleted and {@code orDeleted} is false. */
  public LoggedModel get(Caller caller, String modelId, boolean orDeleted) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return jdbi.withExtension(LoggedModelStore.class, store -> {
      Stored stored = store
          .find(authorized.workspace(), modelId)
          .filter(found -> authorized.may(found.resource()))
          .filter(found -> orDeleted || found.info().active())
          .orElseThrow(() -> notFound(modelId));
      return LoggedModelReader.complete(store, List.of(stored)).get(0);
    });
  }

  /**
   * The models that match the filter, in order.
   *
   * @param datasets restrict the metrics of the filter; empty for no restriction
   * @param token from the previous page; empty for the first page
   */
  public Rows<LoggedModel> search(
      Caller caller,
      List<ExperimentId> experiments,
      List<DatasetRef> datasets,
      Filter filter,
      Order order,
      int limit,
      String token) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    List<Long> ids = Experiments.visible(jdbi, authorized, experiments).stream()
        .map(VisibleExperiment::id)
        .toList();
    return Rows.byIds(
        limit,
        token,
        (most, from) -> search.find(ids, datasets, filter, order, most, from),
        this::load,
        batchSize);
  }

  private List<LoggedModel> load(List<Long> ids) {
    return jdbi.withExtension(LoggedModelStore.class, store -> LoggedModelReader.load(store, ids));
  }

  public LoggedModel setStatus(Caller caller, String modelId, LoggedModelStatus status) {
    AuthorizedCaller authorized = access.require(caller, Permission.REGISTER);
    long id = writes.call(tx -> {
      Stored model = lock(tx, authorized, modelId);
      tx.attach(LoggedModelStore.class).setStatus(model.id(), status.number(), clock.millis());
      return model.id();
    });
    return load(List.of(id)).get(0);
  }

  /** Deletes a model; its files are kept. Does nothing if it is already deleted. */
  public void delete(Caller caller, String modelId) {
    AuthorizedCaller authorized = access.require(caller, Permission.DELETE);
    writes.run(tx -> {
      LoggedModelStore store = tx.attach(LoggedModelStore.class);
      Stored model = lockAny(tx, authorized, modelId);
      if (model.info().active()) {
        Revision next = model.revision().next(clock);
        store.delete(model.id(), next.number(), next.at());
        tx.publish(new TrackingEvent.LoggedModelDeleted(
            new Change(authorized.origin(), model.ref(), next.number(), next.at())));
      }
    });
  }

  /** Locks the row of a model that is not deleted. */
  static Stored lock(Tx tx, AuthorizedCaller caller, String modelId) {
    Stored model = lockAny(tx, caller, modelId);
    if (!model.info().active()) {
      throw notFound(modelId);
    }
    return model;
  }

  static Stored lockAny(Tx tx, AuthorizedCaller caller, String modelId) {
    Stored model = tx.attach(LoggedModelStore.class)
        .lock(modelId)
        .filter(found -> found.workspace().equals(caller.workspace()))
        .orElseThrow(() -> notFound(modelId));
    caller.require(model.resource(), () -> notFound(modelId));
    return model;
  }

  static RegistryException notFound(String modelId) {
    return RegistryException.notFound(Subject.LOGGED_MODEL, "model_id", modelId);
  }
}
