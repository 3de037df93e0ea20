package dev.hallmark.server;

import dev.hallmark.server.api.mlflow.IdempotentCalls;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.registry.AliasRoutes;
import dev.hallmark.server.api.mlflow.registry.ListedVersions;
import dev.hallmark.server.api.mlflow.registry.ModelRoutes;
import dev.hallmark.server.api.mlflow.registry.ModelTagRoutes;
import dev.hallmark.server.api.mlflow.registry.PublicUrl;
import dev.hallmark.server.api.mlflow.registry.StageRoutes;
import dev.hallmark.server.api.mlflow.registry.VersionFileRoutes;
import dev.hallmark.server.api.mlflow.registry.VersionRoutes;
import dev.hallmark.server.api.mlflow.registry.VersionTagRoutes;
import dev.hallmark.server.artifacts.ArtifactStore;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.VersionRecords;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.registry.RegisteredModels;
import dev.hallmark.server.registry.models.ModelSearch;
import dev.hallmark.server.registry.models.ModelTags;
import dev.hallmark.server.registry.models.VersionNumbers;
import dev.hallmark.server.registry.versions.Aliases;
import dev.hallmark.server.registry.versions.ModelVersions;
import dev.hallmark.server.registry.versions.SourcePattern;
import dev.hallmark.server.registry.versions.SourceResolver;
import dev.hallmark.server.registry.versions.Stages;
import dev.hallmark.server.registry.versions.VersionSearch;
import dev.hallmark.server.registry.versions.VersionTags;
import dev.hallmark.server.storage.SqlFailures;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry half of the server, joined. */
final class Registry {
  private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
  private static final int PAUSE_SECONDS = 1;

  /** Among a million versions there is work for minutes, and requests go first. */
  private static final int RESTS_PER_WORK = 9;

  private final RegisteredModels models;
  private final ModelVersions versions;
  private final List<MlflowRoutes> routes;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread recorder = new Thread(this::completeRecords, "version-records");

  /**
   * @param searchAliases whether versions carry their aliases in lists, too
   * @param restartNumbers whether versions are numbered from 1 again when a name is taken again
   * @param sourcePattern regular expression that a version's source must hold; empty for none
   */
  record Options(
      PublicUrl address, boolean searchAliases, boolean restartNumbers, String sourcePattern) {}

  Registry(
      Foundation base,
      ArtifactStore store,
      Artifacts artifacts,
      SourceResolver sources,
      Options options) {
    Jdbi jdbi = base.jdbi();
    Writes writes = base.writes();
    Access access = base.access();
    Clock clock = base.clock();
    VersionRecords records = new VersionRecords(store);
    SourcePattern pattern = new SourcePattern(options.sourcePattern);
    VersionNumbers numbers = new VersionNumbers(options.restartNumbers);
    models = new RegisteredModels(
        jdbi, writes, access, clock, numbers, records, new ModelSearch(base.search()));
    versions = new ModelVersions(
        jdbi,
        writes,
        access,
        clock,
        numbers,
        sources,
        pattern,
        artifacts.seals(),
        records,
        new VersionSearch(base.search()));
    ListedVersions listed = new ListedVersions(options.searchAliases);
    IdempotentCalls calls = new IdempotentCalls(base.answers());
    routes = List.of(
        new ModelRoutes(models, listed, calls),
        new ModelTagRoutes(new ModelTags(writes, access, clock)),
        new AliasRoutes(new Aliases(jdbi, writes, access, clock)),
        new StageRoutes(new Stages(jdbi, writes, access, clock)),
        new VersionRoutes(versions, listed, options.address, calls),
        new VersionFileRoutes(versions, artifacts),
        new VersionTagRoutes(new VersionTags(writes, access, clock)));
  }

  RegisteredModels models() {
    return models;
  }

  List<MlflowRoutes> routes() {
    return routes;
  }

  /** Begins to write, beside the requests, the version records that the last process left out. */
  void open() {
    recorder.start();
  }

  /** Returns when no record is being written any more. The thread is told, never interrupted: it may be inside H2. */
  void close() {
    stopped.countDown();
    try {
      recorder.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void completeRecords() {
    try {
      while (!completed() && !stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.debug("the version records are not complete yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when the database or the disk cannot do it for now. */
  private boolean completed() {
    try {
      versions.completeRecords(this::rest);
    } catch (RuntimeException e) {
      if (SqlFailures.isTransient(e)) {
        return false;
      }
      if (stopped.getCount() > 0) { // otherwise the database was closed meanwhile
        LOG.error("version records are missing; the next start writes them", e);
      }
    }
    return true;
  }

  /** Whether to go on. */
  private boolean rest(Duration worked) {
    try {
      return !stopped.await(worked.multipliedBy(RESTS_PER_WORK).toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
