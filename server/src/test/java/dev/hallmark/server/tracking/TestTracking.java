package dev.hallmark.server.tracking;

import dev.hallmark.server.artifacts.ArtifactOwners;
import dev.hallmark.server.artifacts.direct.DirectUri;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.RegistryEvent;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.jobs.JobRunner;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.registry.versions.SourceResolver;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.storage.search.execution.Searches;
import dev.hallmark.server.testkit.MutableClock;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.testkit.TestDatabase;
import dev.hallmark.server.tracking.assembly.TrackingServices;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.experiments.ExperimentName;
import dev.hallmark.server.tracking.experiments.ExperimentTags;
import dev.hallmark.server.tracking.experiments.Experiments;
import dev.hallmark.server.tracking.metrics.MetricHistory;
import dev.hallmark.server.tracking.models.LoggedModel;
import dev.hallmark.server.tracking.models.LoggedModelLabels;
import dev.hallmark.server.tracking.models.LoggedModelLog;
import dev.hallmark.server.tracking.models.LoggedModelName;
import dev.hallmark.server.tracking.models.LoggedModels;
import dev.hallmark.server.tracking.runs.NewMetric;
import dev.hallmark.server.tracking.runs.NewRun;
import dev.hallmark.server.tracking.runs.Run;
import dev.hallmark.server.tracking.runs.RunId;
import dev.hallmark.server.tracking.runs.RunLog;
import dev.hallmark.server.tracking.runs.Runs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All services of tracking on one new database, and what they told the sinks. */
final class TestTracking implements AutoCloseable {
  static final long START = 1_795_249_972_000L;
  static final Caller ANN = TestCallers.named("ann");
  static final AuthorizedCaller READER = TestCallers.reading(ANN);
  static final ExperimentId DEFAULT = new ExperimentId(0);

  final List<RegistryEvent> published = Collections.synchronizedList(new ArrayList<>());
  final MutableClock clock = new MutableClock(START);
  final Database database;
  final Writes writes;
  final Experiments experiments;
  final ExperimentTags experimentTags;
  final Runs runs;
  final JobRunner runner;
  final RunLog log;
  final MetricHistory history;
  final LoggedModels models;
  final LoggedModelLog modelLog;
  final ArtifactOwners owners;
  final SourceResolver sources;
  final SourceResolver externalSources;
  private boolean broken;

  TestTracking(TestDatabase engine, String defaultRoot) {
    database = engine.fresh();
    writes = new Writes(database, List.of(this::hear));
    ServiceContext context =
        new ServiceContext(database.jdbi(), writes, new Access(TestCallers.POLICY), clock);
    Jobs jobs = new Jobs(clock);
    runner =
        new JobRunner(jobs, database.jdbi(), writes, clock, TrackingServices.jobHandlers(context));
    Search search = Searches.usual(database.jdbi());
    TrackingServices services =
        TrackingServices.create(context, search, jobs, settings(defaultRoot, false));
    experiments = services.experiments();
    experimentTags = services.experimentTags();
    runs = services.runs();
    log = services.runLog();
    history = services.metrics();
    models = services.loggedModels();
    modelLog = services.loggedModelLog();
    owners = services.owners();
    sources = services.sources();
    externalSources = TrackingServices.create(context, search, jobs, settings(defaultRoot, true))
        .sources();
    experiments.open(0);
  }

  private static TrackingServices.Settings settings(String defaultRoot, boolean external) {
    List<DirectUri> roots = DirectUri.of(defaultRoot).stream().toList();
    return new TrackingServices.Settings(defaultRoot, roots, external);
  }

  private void hear(RegistryEvent event) {
    if (broken) {
      throw new IllegalStateException("the sink is broken");
    }
    published.add(event);
  }

  /** From now on every change that is told is refused, because nobody could write its audit entry. */
  void breakSink() {
    broken = true;
  }

  ExperimentId experiment(String name) {
    return experiments.create(ANN, Once.EACH_TIME, new ExperimentName(name), "", List.of());
  }

  /** A run without anything, in the default experiment. */
  RunId run() {
    return run(DEFAULT);
  }

  RunId run(ExperimentId experiment) {
    return runs.create(ANN, Once.EACH_TIME, experiment, new NewRun("", "ann", START, List.of()))
        .info()
        .id();
  }

  Run get(RunId id) {
    return runs.get(ANN, id);
  }

  static NewMetric metric(String key, double value, long timestamp, long step) {
    return new NewMetric(MetricPoint.measured(key, value, timestamp, step), "", "", "");
  }

  static KeyValue param(String key, String value) {
    return KeyValue.param(key, value);
  }

  static KeyValue tag(String key, String value) {
    return KeyValue.tag(Subject.RUN_TAG, key, value);
  }

  /** A pending one in the default experiment. */
  LoggedModel model(String name, String runId) {
    return models.create(
        ANN,
        Once.EACH_TIME,
        DEFAULT,
        new LoggedModels.Draft(
            new LoggedModelName(name), new LoggedModelLabels("", runId), List.of(), List.of()));
  }

  @Override
  public void close() {
    database.close();
  }
}
