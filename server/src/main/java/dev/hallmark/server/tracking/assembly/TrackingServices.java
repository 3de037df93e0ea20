package dev.hallmark.server.tracking.assembly;

import dev.hallmark.server.artifacts.ArtifactOwners;
import dev.hallmark.server.artifacts.direct.DirectUri;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.registry.versions.SourceResolver;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.tracking.experiments.ArtifactLocations;
import dev.hallmark.server.tracking.experiments.ExperimentFolders;
import dev.hallmark.server.tracking.experiments.ExperimentSearch;
import dev.hallmark.server.tracking.experiments.ExperimentTags;
import dev.hallmark.server.tracking.experiments.Experiments;
import dev.hallmark.server.tracking.metrics.MetricHistory;
import dev.hallmark.server.tracking.models.LoggedModelFolders;
import dev.hallmark.server.tracking.models.LoggedModelLog;
import dev.hallmark.server.tracking.models.LoggedModelSearch;
import dev.hallmark.server.tracking.models.LoggedModels;
import dev.hallmark.server.tracking.runs.RunFolders;
import dev.hallmark.server.tracking.runs.RunLifecycle;
import dev.hallmark.server.tracking.runs.RunLog;
import dev.hallmark.server.tracking.runs.Runs;
import dev.hallmark.server.tracking.runs.search.RunSearch;
import dev.hallmark.server.tracking.sources.TrackedOwners;
import dev.hallmark.server.tracking.sources.TrackedSources;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * The services of tracking.
 *
 * @param owners finds the owner of a path in the artifact store
 * @param sources resolves the sources of model versions
 */
public record TrackingServices(
    Experiments experiments,
    ExperimentTags experimentTags,
    Runs runs,
    RunLog runLog,
    MetricHistory metrics,
    LoggedModels loggedModels,
    LoggedModelLog loggedModelLog,
    ArtifactOwners owners,
    SourceResolver sources) {

  /**
   * @param defaultArtifactRoot the parent URI of the artifact locations of experiments that do not set one
   * @param directRoots locations outside the artifact store that experiments can have
   * @param external whether clients log their runs to another tracking server
   */
  public record Settings(
      String defaultArtifactRoot, List<DirectUri> directRoots, boolean external) {
    /** Without locations outside the artifact store. */
    public Settings(String defaultArtifactRoot, boolean external) {
      this(defaultArtifactRoot, List.of(), external);
    }
  }

  public static TrackingServices create(
      ServiceContext context, Search search, Jobs jobs, Settings settings) {
    Jdbi jdbi = context.jdbi();
    Clock clock = context.clock();
    RunFolders runFolders = new RunFolders(jdbi, clock);
    LoggedModelFolders modelFolders = new LoggedModelFolders(jdbi, clock);
    return new TrackingServices(
        new Experiments(
            context,
            new ExperimentSearch(search),
            new ArtifactLocations(settings.defaultArtifactRoot, settings.directRoots),
            new RunLifecycle(jobs)),
        new ExperimentTags(context.writes(), context.access()),
        new Runs(context, new RunSearch(search)),
        new RunLog(context.writes(), context.access()),
        new MetricHistory(jdbi, context.access()),
        new LoggedModels(context, new LoggedModelSearch(search)),
        new LoggedModelLog(context.writes(), context.access()),
        new TrackedOwners(new ExperimentFolders(jdbi, clock), runFolders, modelFolders),
        new TrackedSources(runFolders, modelFolders, settings.external));
  }

  /** The handlers of the jobs that these services add. */
  public static List<JobHandler> jobHandlers(ServiceContext context) {
    return List.of(RunLifecycle.handler(context.writes()));
  }
}
