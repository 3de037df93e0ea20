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
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.registry.RegisteredModels;
import dev.hallmark.server.registry.batches.ModelBatches;
import dev.hallmark.server.registry.models.ModelSearch;
import dev.hallmark.server.registry.models.ModelTags;
import dev.hallmark.server.registry.models.VersionNumbers;
import dev.hallmark.server.registry.records.RecordJobs;
import dev.hallmark.server.registry.versions.Aliases;
import dev.hallmark.server.registry.versions.ModelVersions;
import dev.hallmark.server.registry.versions.SourcePattern;
import dev.hallmark.server.registry.versions.SourceResolver;
import dev.hallmark.server.registry.versions.Stages;
import dev.hallmark.server.registry.versions.VersionSearch;
import dev.hallmark.server.registry.versions.VersionTags;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The registry half of the server, joined. */
final class Registry {
  private final RegisteredModels models;
  private final ModelVersions versions;
  private final List<MlflowRoutes> routes;

  /**
   * @param searchAliases whether versions carry their aliases in lists, too
   * @param restartNumbers whether versions are numbered from 1 again when a name is taken again
   * @param sourcePattern regular expression that a version's source must hold; empty for none
   */
  record Options(
      PublicUrl address, boolean searchAliases, boolean restartNumbers, String sourcePattern) {}

  Registry(Foundation base, Artifacts artifacts, SourceResolver sources, Options options) {
    Jdbi jdbi = base.jdbi();
    Writes writes = base.writes();
    Access access = base.access();
    Clock clock = base.clock();
    RecordJobs records = new RecordJobs(base.jobs());
    SourcePattern pattern = new SourcePattern(options.sourcePattern);
    VersionNumbers numbers = new VersionNumbers(options.restartNumbers);
    models = new RegisteredModels(
        jdbi,
        writes,
        access,
        clock,
        numbers,
        records,
        new ModelBatches(base.jobs()),
        new ModelSearch(base.search()));
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
}
