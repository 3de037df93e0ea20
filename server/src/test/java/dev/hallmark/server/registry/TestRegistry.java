package dev.hallmark.server.registry;

import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.integrity.SealIntegrity;
import dev.hallmark.server.artifacts.local.FileModes;
import dev.hallmark.server.artifacts.local.LocalStore;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.auth.Visibility;
import dev.hallmark.server.events.EventSink;
import dev.hallmark.server.events.RegistryEvent;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.JobRunner;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.registry.models.ChangeGate;
import dev.hallmark.server.registry.models.ChangeGate.Intent;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.models.LockedModel;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.models.ModelNames;
import dev.hallmark.server.registry.models.ModelSearch;
import dev.hallmark.server.registry.models.ModelTags;
import dev.hallmark.server.registry.sealing.SealingJobs;
import dev.hallmark.server.registry.seals.VersionSeals;
import dev.hallmark.server.registry.seals.VersionsOfSeals;
import dev.hallmark.server.registry.tags.NewTag;
import dev.hallmark.server.registry.tags.TagKey;
import dev.hallmark.server.registry.versions.Aliases;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.ModelVersions;
import dev.hallmark.server.registry.versions.NewVersion;
import dev.hallmark.server.registry.versions.Stages;
import dev.hallmark.server.registry.versions.VersionTags;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.storage.search.execution.Searches;
import dev.hallmark.server.testkit.MutableClock;
import dev.hallmark.server.testkit.PathsOfNobody;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All services of the registry on one new database and one new folder, and what they told the sinks. */
final class TestRegistry implements AutoCloseable {
  static final long START = 1_795_249_972_000L;
  static final Caller ANN = TestCallers.named("ann");

  final List<RegistryEvent> published = Collections.synchronizedList(new ArrayList<>());
  final MutableClock clock = new MutableClock(START);
  final FakeSourceResolver runs = new FakeSourceResolver();
  final Path folder;
  final Database database;
  final RegisteredModels models;
  final ModelVersions versions;
  final Aliases aliases;
  final Stages stages;
  final ModelTags modelTags;
  final VersionTags versionTags;
  final VersionSeals seals;
  final JobRunner runner;
  final ServiceContext context;
  final LocalStore store;
  final Artifacts artifacts;
  private final Jobs jobs;
  ChangeGate gate = ChangeGate.OPEN;
  private boolean broken;

  TestRegistry(TestDatabase engine, Path folder) {
    this(engine.fresh(), folder, List.of());
  }

  /** @param sinks told before this */
  TestRegistry(Database database, Path folder, List<EventSink> sinks) {
    this(database, folder, sinks, false);
  }

  TestRegistry(Database database, Path folder, List<EventSink> sinks, boolean restartNumbers) {
    this(database, folder, sinks, restartNumbers, DirectRoots.NONE);
  }

  /** @param roots where clients store files themselves */
  TestRegistry(
      Database database,
      Path folder,
      List<EventSink> sinks,
      boolean restartNumbers,
      DirectRoots roots) {
    this.folder = folder;
    this.database = database;
    List<EventSink> all = new ArrayList<>(sinks);
    ModelNames names = new ModelNames(database.jdbi());
    all.add(names);
    all.add(this::hear);
    context = new ServiceContext(
        database.jdbi(), new Writes(database, all), new Access(TestCallers.POLICY), clock);
    store = open(folder);
    artifacts = new Artifacts(
        context,
        store,
        new PathsOfNobody(),
        (caller, path) -> true,
        new VersionsOfSeals(database.jdbi()));
    jobs = new Jobs(clock);
    runner = new JobRunner(
        jobs,
        context.jdbi(),
        context.writes(),
        clock,
        Stream.concat(
                RegistryServices.jobHandlers(context, store).stream(),
                Stream.of(SealingJobs.handler(context, jobs, roots, store, artifacts.seals())))
            .toList());
    RegistryServices services = RegistryServices.create(
        context,
        Searches.usual(database.jdbi(), names),
        jobs,
        new RegistryServices.Neighbours(
            artifacts.seals(),
            new SealIntegrity(context, store, artifacts),
            roots,
            runs,
            this::check),
        new RegistryServices.Settings(restartNumbers, ""));
    models = services.models();
    versions = services.versions();
    aliases = services.aliases();
    stages = services.stages();
    modelTags = services.modelTags();
    versionTags = services.versionTags();
    seals = services.seals();
  }

  /** A runner of other jobs. */
  JobRunner runner(List<JobHandler> handlers) {
    return new JobRunner(jobs, context.jdbi(), context.writes(), clock, handlers);
  }

  private void check(Tx tx, AuthorizedCaller caller, LockedModel model, Intent intent) {
    gate.check(tx, caller, model, intent);
  }

  private static LocalStore open(Path folder) {
    try {
      return LocalStore.open(folder, FileModes.PRIVATE, failure -> {
        throw new AssertionError("a flush failed");
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear(RegistryEvent event) {
    if (broken) {
      throw new IllegalStateException("the sink is broken");
    }
    published.add(event);
  }

  /** From now on every change is refused, because nobody could write its audit entry. */
  void breakSink() {
    broken = true;
  }

  static ModelName name(String name) {
    return new ModelName(name);
  }

  static NewTag tag(String key, String value) {
    return new NewTag(new TagKey(key), value);
  }

  RegisteredModel model(String name, NewTag... tags) {
    return models.create(ANN, Once.EACH_TIME, name(name), new Description(""), List.of(tags));
  }

  /** A version that refers to something that is not ours. */
  ModelVersion version(String name, NewTag... tags) {
    return version(name, "s3://bucket/model", "", "", tags);
  }

  ModelVersion version(
      String name, String source, String runId, String loggedModelId, NewTag... tags) {
    return versions.create(
        ANN,
        Once.EACH_TIME,
        name(name),
        new NewVersion(source, runId, loggedModelId, "", new Description(""), List.of(tags)));
  }

  /** Lays a file into the store as another program would. */
  void file(String path, String content) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every row of the registry's tables, to see that something left no trace. */
  String rows() {
    TreeMap<String, List<String>> tables = new TreeMap<>();
    for (String table : List.of(
        "registered_model", "model_tag", "model_version", "version_tag", "model_alias", "job")) {
      tables.put(
          table,
          database
              .jdbi()
              .withHandle(handle -> handle.createQuery("SELECT * FROM " + table).mapToMap().stream()
                  .map(row -> new TreeMap<>(row).toString())
                  .sorted()
                  .collect(Collectors.toList())));
    }
    return tables.toString();
  }

  /** The numbers that names gave to models which left them. */
  List<Map<String, Object>> formerNames() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT * FROM former_name").mapToMap().list());
  }

  /** The names of the models that a filter lets through, found by following the order. */
  List<String> walk(String filter) {
    Order byName = Grammar.REGISTERED_MODELS.order(List.of());
    List<Long> ids = new ModelSearch(Searches.walking(database.jdbi()))
        .find("default", Visibility.ALL, Grammar.REGISTERED_MODELS.filter(filter), byName, 10, "")
        .items();
    return database
        .jdbi()
        .withHandle(handle -> ids.stream()
            .map(id -> handle
                .createQuery("SELECT name FROM registered_model WHERE id = ?")
                .bind(0, id)
                .mapTo(String.class)
                .one())
            .toList());
  }

  RegistryEvent last() {
    return published.get(published.size() - 1);
  }

  @Override
  public void close() {
    database.close();
  }
}
