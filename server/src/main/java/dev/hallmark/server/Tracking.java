package dev.hallmark.server;

import dev.hallmark.server.api.mlflow.IdempotentCalls;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.tracking.ExperimentRoutes;
import dev.hallmark.server.api.mlflow.tracking.LoggedModelRoutes;
import dev.hallmark.server.api.mlflow.tracking.LoggedModelSearchRoutes;
import dev.hallmark.server.api.mlflow.tracking.MetricRoutes;
import dev.hallmark.server.api.mlflow.tracking.RunInputRoutes;
import dev.hallmark.server.api.mlflow.tracking.RunLogRoutes;
import dev.hallmark.server.api.mlflow.tracking.RunRoutes;
import dev.hallmark.server.artifacts.ArtifactOwners;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.registry.versions.SourceResolver;
import dev.hallmark.server.storage.Writes;
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

/** The tracking half of the server, joined. */
final class Tracking {
  private final Experiments experiments;
  private final ArtifactOwners owners;
  private final SourceResolver sources;
  private final List<MlflowRoutes> routes;
  private final List<JobHandler> jobs;

  /**
   * @param defaultArtifactRoot the URI below which experiments keep their files that name no location
   * @param external whether clients track their runs on another server
   */
  Tracking(Foundation base, String defaultArtifactRoot, boolean external) {
    Jdbi jdbi = base.jdbi();
    Writes writes = base.writes();
    Access access = base.access();
    Clock clock = base.clock();
    Search search = base.search();
    experiments = new Experiments(
        jdbi,
        writes,
        access,
        clock,
        new ExperimentSearch(search),
        new ArtifactLocations(defaultArtifactRoot),
        new RunLifecycle(base.jobs()));
    jobs = List.of(RunLifecycle.handler(writes));
    RunFolders runFolders = new RunFolders(jdbi, clock);
    LoggedModelFolders modelFolders = new LoggedModelFolders(jdbi, clock);
    owners = new TrackedOwners(new ExperimentFolders(jdbi, clock), runFolders, modelFolders);
    sources = new TrackedSources(runFolders, modelFolders, external);
    RunLog log = new RunLog(writes, access);
    Runs runs = new Runs(jdbi, writes, access, clock, new RunSearch(search));
    LoggedModels models =
        new LoggedModels(jdbi, writes, access, clock, new LoggedModelSearch(search));
    IdempotentCalls calls = new IdempotentCalls(base.answers());
    routes = List.of(
        new ExperimentRoutes(experiments, new ExperimentTags(writes, access), calls),
        new RunRoutes(runs, calls),
        new RunLogRoutes(log),
        new RunInputRoutes(log),
        new MetricRoutes(new MetricHistory(jdbi, access)),
        new LoggedModelSearchRoutes(models),
        new LoggedModelRoutes(models, new LoggedModelLog(writes, access), calls));
  }

  /** @param highestFolder the highest number that is the name of a top folder of the artifact store, 0 without one */
  void open(long highestFolder) {
    experiments.open(highestFolder);
  }

  ArtifactOwners owners() {
    return owners;
  }

  SourceResolver sources() {
    return sources;
  }

  Experiments experiments() {
    return experiments;
  }

  List<JobHandler> jobs() {
    return jobs;
  }

  List<MlflowRoutes> routes() {
    return routes;
  }
}
