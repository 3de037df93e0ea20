package dev.hallmark.server;

import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.integrity.SealIntegrity;
import dev.hallmark.server.artifacts.local.FileModes;
import dev.hallmark.server.artifacts.local.LocalStore;
import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.idempotency.IdempotencyKey;
import dev.hallmark.server.idempotency.IdempotencyStore;
import dev.hallmark.server.idempotency.KeyedRequest;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.registry.RegisteredModels;
import dev.hallmark.server.registry.RegistryServices;
import dev.hallmark.server.registry.models.ChangeGate;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.models.ModelNames;
import dev.hallmark.server.registry.models.ModelTags;
import dev.hallmark.server.registry.seals.VersionsOfSeals;
import dev.hallmark.server.registry.tags.NewTag;
import dev.hallmark.server.registry.tags.TagKey;
import dev.hallmark.server.registry.versions.AliasName;
import dev.hallmark.server.registry.versions.Aliases;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.ModelVersions;
import dev.hallmark.server.registry.versions.NewVersion;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.storage.search.execution.Searches;
import dev.hallmark.server.testkit.PathsOfNobody;
import dev.hallmark.server.testkit.PowerCut;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.assembly.TrackingServices;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.runs.LogBatch;
import dev.hallmark.server.tracking.runs.NewMetric;
import dev.hallmark.server.tracking.runs.NewRun;
import dev.hallmark.server.tracking.runs.RunId;
import dev.hallmark.server.tracking.runs.RunLog;
import dev.hallmark.server.tracking.runs.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/**
 * Round by round, every writer makes the next version of a model of its own, points an alias at it, tags the model, makes
 * a version of a model that all share, with a key for that request, and logs to its run. Each life of the server has its own models and runs; those of
 * the lives before stay, and have to stay whole.
 */
final class ServerWorkload implements PowerCut.Workload {
  private static final Caller ANN = TestCallers.named("ann");
  private static final int WRITERS = 16;

  private final Path artifacts;
  private int life;
  private AtomicLongArray rounds = new AtomicLongArray(WRITERS);
  private RegisteredModels models;
  private ModelVersions versions;
  private Aliases aliases;
  private ModelTags tags;
  private Runs runs;
  private RunLog log;
  private IdempotencyStore answers;

  ServerWorkload(Path artifacts) {
    this.artifacts = artifacts;
  }

  @Override
  public void begin(Database database) {
    life++;
    rounds = new AtomicLongArray(WRITERS);
    join(database);
    model(shared());
  }

  private void join(Database database) {
    Clock clock = Clock.systemUTC();
    Jdbi jdbi = database.jdbi();
    ModelNames names = new ModelNames(jdbi);
    Writes writes = new Writes(database, List.of(new AuditTrail(jdbi), names));
    ServiceContext context =
        new ServiceContext(jdbi, writes, new Access(TestCallers.POLICY), clock);
    Search search = Searches.usual(jdbi, names);
    Jobs jobs = new Jobs(clock);
    TrackingServices tracking = TrackingServices.create(
        context, search, jobs, new TrackingServices.Settings("mlflow-artifacts:/", false));
    LocalStore store = store();
    Artifacts artifacts = new Artifacts(
        context, store, new PathsOfNobody(), (caller, path) -> true, new VersionsOfSeals(jdbi));
    RegistryServices registry = RegistryServices.create(
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
    models = registry.models();
    versions = registry.versions();
    aliases = registry.aliases();
    tags = registry.modelTags();
    runs = tracking.runs();
    log = tracking.runLog();
    answers = new IdempotencyStore(context);
    tracking.experiments().open(0);
  }

  private LocalStore store() {
    try {
      return LocalStore.open(artifacts, FileModes.PRIVATE, failure -> {
        throw new AssertionError("a flush failed", failure);
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(int writer, PowerCut.Running running) {
    ModelName own = own(writer);
    model(own);
    RunId run = runs.create(
            ANN, Once.EACH_TIME, new ExperimentId(0), new NewRun(own.value(), "ann", 1, List.of()))
        .info()
        .id();
    for (int round = 1; running.goesOn(); round++) {
      versions.create(ANN, Once.EACH_TIME, own, version(writer, round));
      aliases.set(ANN, own, new AliasName("newest"), round);
      tags.set(ANN, own, new NewTag(new TagKey("round"), String.valueOf(round)));
      keyed(shared(), version(writer, round));
      log.batch(ANN, run, batch(round));
      rounds.set(writer, round);
    }
  }

  private void model(ModelName name) {
    models.create(ANN, Once.EACH_TIME, name, new Description(""), List.of());
  }

  private static NewVersion version(int writer, int round) {
    String source = "s3://bucket/" + writer + "/" + round;
    return new NewVersion(source, "", "", "", new Description(""), List.of());
  }

  /** The key is the model's name and the source, the answer the number. */
  private void keyed(ModelName model, NewVersion version) {
    String content = model.value() + " " + version.source();
    KeyedRequest request = KeyedRequest.of(
        new IdempotencyKey(content), "POST versions", content.getBytes(StandardCharsets.UTF_8));
    answers.respond(
        ANN,
        request,
        once -> versions.create(ANN, once, model, version),
        made -> String.valueOf(((ModelVersion) made).version()));
  }

  private static LogBatch batch(int round) {
    MetricPoint loss = MetricPoint.measured("loss", 1.0 / round, round, round);
    KeyValue param = KeyValue.param("param " + round, "x".repeat(round % 50));
    return new LogBatch(List.of(new NewMetric(loss, "", "", "")), List.of(param), List.of());
  }

  @Override
  public Consumer<Jdbi> acknowledged() {
    ServerCheck check = new ServerCheck();
    for (int writer = 0; writer < WRITERS; writer++) {
      check.promise(own(writer).value(), shared().value(), writer, rounds.get(writer));
    }
    return check::run;
  }

  private ModelName own(int writer) {
    return new ModelName("life " + life + " writer " + writer);
  }

  private ModelName shared() {
    return new ModelName("life " + life + " shared");
  }
}
