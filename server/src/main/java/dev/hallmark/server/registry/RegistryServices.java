package dev.hallmark.server.registry;

import dev.hallmark.server.artifacts.Seals;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.integrity.SealIntegrity;
import dev.hallmark.server.artifacts.records.VersionRecords;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.registry.batches.ModelBatches;
import dev.hallmark.server.registry.models.ChangeGate;
import dev.hallmark.server.registry.models.ModelChanges;
import dev.hallmark.server.registry.models.ModelSearch;
import dev.hallmark.server.registry.models.ModelTags;
import dev.hallmark.server.registry.models.VersionNumbers;
import dev.hallmark.server.registry.records.RecordJobs;
import dev.hallmark.server.registry.sealing.SealingJobs;
import dev.hallmark.server.registry.seals.VersionSeals;
import dev.hallmark.server.registry.sources.SourcePattern;
import dev.hallmark.server.registry.versions.Aliases;
import dev.hallmark.server.registry.versions.ModelVersions;
import dev.hallmark.server.registry.versions.SourceResolver;
import dev.hallmark.server.registry.versions.Stages;
import dev.hallmark.server.registry.versions.VersionSearch;
import dev.hallmark.server.registry.versions.VersionTags;
import dev.hallmark.server.storage.search.execution.Search;
import java.util.ArrayList;
import java.util.List;

/** The services of the registry. */
public record RegistryServices(
    RegisteredModels models,
    ModelVersions versions,
    Aliases aliases,
    Stages stages,
    ModelTags modelTags,
    VersionTags versionTags,
    VersionSeals seals) {

  /**
   * @param restartNumbers whether version numbers of a new model start at 1 even if its name was used before
   * @param sourcePattern a regular expression that must match a part of each version's source; empty for no check
   */
  public record Settings(boolean restartNumbers, String sourcePattern) {}

  /**
   * Components that the registry uses.
   *
   * @param roots where clients store files themselves
   */
  public record Neighbours(
      Seals seals,
      SealIntegrity integrity,
      DirectRoots roots,
      SourceResolver sources,
      ChangeGate gate) {}

  public static RegistryServices create(
      ServiceContext context, Search search, Jobs jobs, Neighbours neighbours, Settings settings) {
    ModelChanges changes = new ModelChanges(context, neighbours.gate);
    VersionNumbers numbers = new VersionNumbers(settings.restartNumbers);
    RecordJobs records = new RecordJobs(jobs);
    ModelVersions versions = new ModelVersions(
        context,
        changes,
        numbers,
        records,
        new ModelVersions.Origins(
            neighbours.sources,
            new SourcePattern(settings.sourcePattern),
            neighbours.seals,
            neighbours.roots,
            new SealingJobs(jobs)),
        new VersionSearch(search, () -> ModelBatches.areTouchesPending(context.jdbi())));
    return new RegistryServices(
        new RegisteredModels(
            context, changes, numbers, records, new ModelBatches(jobs), new ModelSearch(search)),
        versions,
        new Aliases(context, changes),
        new Stages(context, changes),
        new ModelTags(context.access(), changes),
        new VersionTags(context.access(), changes),
        new VersionSeals(context.access(), versions, neighbours.integrity, neighbours.roots));
  }

  /** The handlers of the jobs that these services add. */
  public static List<JobHandler> jobHandlers(ServiceContext context, ArtifactStore store) {
    List<JobHandler> handlers = new ArrayList<>(ModelBatches.handlers(context.writes()));
    handlers.addAll(RecordJobs.handlers(context.jdbi(), new VersionRecords(store)));
    return handlers;
  }
}
