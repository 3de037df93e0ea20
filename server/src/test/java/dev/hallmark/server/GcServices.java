package dev.hallmark.server;

import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.gc.GarbageCollection;
import dev.hallmark.server.artifacts.gc.GcRun;
import dev.hallmark.server.artifacts.integrity.SealIntegrity;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.config.GcConfig;
import dev.hallmark.server.events.RegistryEvent;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.JobRunner;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.registry.RegistryServices;
import dev.hallmark.server.registry.models.ChangeGate;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.models.ModelNames;
import dev.hallmark.server.registry.seals.VersionsOfSeals;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.NewVersion;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.storage.search.execution.Searches;
import dev.hallmark.server.testkit.MutableClock;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.assembly.TrackingServices;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.experiments.ExperimentName;
import dev.hallmark.server.tracking.models.LoggedModelLabels;
import dev.hallmark.server.tracking.models.LoggedModelName;
import dev.hallmark.server.tracking.models.LoggedModels;
import dev.hallmark.server.tracking.runs.NewRun;
import dev.hallmark.server.tracking.runs.RunInfo;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** All services of one server on this database and store, whose clock the test moves. */
final class GcServices implements AutoCloseable {
  static final Caller ANN = TestCallers.named("ann");
  static final Duration GRACE = Duration.ofDays(7);

  final List<RegistryEvent> published = Collections.synchronizedList(new ArrayList<>());
  final MutableClock clock;
  final Database database;
  final ArtifactStore store;
  final TrackingServices tracking;
  final RegistryServices registry;
  final Artifacts artifacts;
  final GarbageCollection collection;
  final JobRunner runner;

  GcServices(Database database, ArtifactStore store, MutableClock clock, GcConfig schedule) {
    this.database = database;
    this.store = store;
    this.clock = clock;
    ModelNames names = new ModelNames(database.jdbi());
    Writes writes =
        new Writes(database, List.of(new AuditTrail(database.jdbi()), names, published::add));
    ServiceContext context =
        new ServiceContext(database.jdbi(), writes, new Access(TestCallers.POLICY), clock);
    Search search = Searches.usual(database.jdbi(), names);
    Jobs jobs = new Jobs(clock);
    tracking = TrackingServices.create(
        context, search, jobs, new TrackingServices.Settings("mlflow-artifacts:/", false));
    artifacts = new Artifacts(
        context,
        store,
        tracking.owners(),
        (caller, path) -> true,
        new VersionsOfSeals(database.jdbi()));
    registry = RegistryServices.create(
        context,
        search,
        jobs,
        new RegistryServices.Neighbours(
            artifacts.seals(),
            new SealIntegrity(context, store, artifacts),
            DirectRoots.NONE,
            tracking.sources(),
            ChangeGate.OPEN),
        new RegistryServices.Settings(false, ""));
    collection = new GarbageCollection(context, jobs);
    List<JobHandler> handlers = Stream.of(
            FromConfig.collection(schedule, context, store, artifacts, collection),
            TrackingServices.jobHandlers(context),
            RegistryServices.jobHandlers(context, store))
        .flatMap(List::stream)
        .toList();
    runner = new JobRunner(jobs, context.jdbi(), context.writes(), clock, handlers);
    tracking.experiments().open(0);
  }

  ExperimentId experiment(String name) {
    return tracking
        .experiments()
        .create(ANN, Once.EACH_TIME, new ExperimentName(name), "", List.of());
  }

  /** A run with a file. */
  RunInfo run(ExperimentId experiment, String content) {
    RunInfo run = tracking
        .runs()
        .create(
            ANN,
            Once.EACH_TIME,
            experiment,
            new NewRun("run", "ann", 1, List.of(new KeyValue("team", "risk"))))
        .info();
    upload(run.artifactUri() + "/model/MLmodel", content);
    return run;
  }

  String loggedModel(ExperimentId experiment, String content) {
    var model = tracking
        .loggedModels()
        .create(
            ANN,
            Once.EACH_TIME,
            experiment,
            new LoggedModels.Draft(
                new LoggedModelName("tree"),
                new LoggedModelLabels("", ""),
                List.of(new KeyValue("depth", "3")),
                List.of()));
    upload(model.info().artifactUri() + "/MLmodel", content);
    return model.info().modelId();
  }

  void upload(String uri, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    artifacts.put(
        ANN, ArtifactPath.ofUri(uri).orElseThrow(), new ByteArrayInputStream(bytes), bytes.length);
  }

  void model(String name) {
    registry
        .models()
        .create(ANN, Once.EACH_TIME, new ModelName(name), new Description(""), List.of());
  }

  ModelVersion version(String model, RunInfo run, String path) {
    String id = run.id().value();
    return registry
        .versions()
        .create(
            ANN,
            Once.EACH_TIME,
            new ModelName(model),
            new NewVersion("runs:/" + id + "/" + path, id, "", "", new Description(""), List.of()));
  }

  void deleteVersion(ModelVersion version) {
    registry
        .versions()
        .delete(ANN, Once.EACH_TIME, new ModelName(version.name()), version.version());
  }

  boolean isIntact(ModelVersion version) {
    return registry
        .seals()
        .verify(ANN, new ModelName(version.name()), version.version())
        .isIntact();
  }

  boolean exists(String path) {
    return store.stat(ArtifactPath.of(path)).isPresent();
  }

  boolean existsUri(String uri) {
    return store.stat(ArtifactPath.ofUri(uri).orElseThrow()).isPresent();
  }

  /** Runs a collection to its end. */
  GcRun collect(boolean dryRun) {
    return finish(collection.start(ANN, dryRun, GRACE));
  }

  GcRun finish(GcRun started) {
    for (int i = 0; i < 1_000; i++) {
      runner.runDue();
      GcRun now = collection.get(ANN, started.id());
      if (now.state() != GcRun.State.RUNNING) {
        return now;
      }
      clock.advance(Duration.ofSeconds(1));
    }
    throw new AssertionError("the collection does not end: " + collection.get(ANN, started.id()));
  }

  /** After the grace period of everything until now. */
  void later() {
    clock.advance(GRACE.plusHours(1));
  }

  long count(String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("SELECT count(*) FROM " + query)
            .mapTo(Long.class)
            .one());
  }

  @Override
  public void close() {
    store.close();
    database.close();
  }
}
