package dev.hallmark.server.tracking.sources;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.registry.versions.SourceResolver;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.tracking.models.LoggedModel;
import dev.hallmark.server.tracking.models.LoggedModelFolders;
import dev.hallmark.server.tracking.models.LoggedModelFolders.ModelFolder;
import dev.hallmark.server.tracking.models.ModelVersionsTag;
import dev.hallmark.server.tracking.runs.RunFolders;
import java.util.Optional;

/** Resolves the runs and logged models that are sources of model versions. */
public final class TrackedSources implements SourceResolver {
  private final RunFolders runs;
  private final LoggedModelFolders models;
  private final boolean external;

  /** @param external whether clients log their runs to another tracking server */
  public TrackedSources(RunFolders runs, LoggedModelFolders models, boolean external) {
    this.runs = runs;
    this.models = models;
    this.external = external;
  }

  @Override
  public boolean isElsewhere(AuthorizedCaller caller, String runId, String loggedModelId) {
    return external
        && (!runId.isEmpty() && runs.find(caller, runId).isEmpty()
            || !loggedModelId.isEmpty() && models.find(caller, loggedModelId).isEmpty());
  }

  @Override
  public Optional<String> run(AuthorizedCaller caller, String runId) {
    return runs.find(caller, runId).map(RunFolders.RunFolder::uri);
  }

  @Override
  public Optional<LoggedModelSource> loggedModel(AuthorizedCaller caller, String loggedModelId) {
    return models
        .find(caller, loggedModelId)
        .map(ModelFolder::info)
        .filter(LoggedModel.Info::active)
        .map(TrackedSources::source);
  }

  @Override
  public Optional<LoggedModelSource> newestReady(
      AuthorizedCaller caller, String runId, String name) {
    return models
        .newestReady(caller, runId, name)
        .map(ModelFolder::info)
        .map(TrackedSources::source);
  }

  private static LoggedModelSource source(LoggedModel.Info info) {
    return new LoggedModelSource(info.modelId(), info.artifactUri(), info.sourceRunId());
  }

  @Override
  public void registered(
      Tx tx, AuthorizedCaller caller, String loggedModelId, String name, int version) {
    ModelVersionsTag.append(tx, caller, loggedModelId, name, version);
  }
}
