package dev.hallmark.server.tracking.sources;

import dev.hallmark.server.artifacts.ArtifactOwners;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.tracking.experiments.ExperimentFolders;
import dev.hallmark.server.tracking.models.LoggedModelFolders;
import dev.hallmark.server.tracking.runs.RunFolders;
import java.util.List;
import java.util.Optional;

/** Finds the experiment, run or logged model that a path of the artifact store belongs to. */
public final class TrackedOwners implements ArtifactOwners {
  private final ExperimentFolders experiments;
  private final RunFolders runs;
  private final LoggedModelFolders models;

  public TrackedOwners(ExperimentFolders experiments, RunFolders runs, LoggedModelFolders models) {
    this.experiments = experiments;
    this.runs = runs;
    this.models = models;
  }

  @Override
  public Optional<Owner> find(AuthorizedCaller caller, ArtifactPath path) {
    return inUsualFolder(caller, path)
        .or(() -> experiments
            .find(caller, path)
            .map(experiment -> below(caller, experiment, path).orElse(experiment)));
  }

  /**
   * The run or logged model with the first folder named {@code artifacts}. Its row has its root, so that its experiment need not be found
   * first, which saves a query of nearly every upload and download.
   */
  private Optional<Owner> inUsualFolder(AuthorizedCaller caller, ArtifactPath path) {
    List<String> segments = path.segments();
    int artifacts = segments.indexOf("artifacts");
    if (artifacts < 2) { // the folder of the experiment is above
      return Optional.empty();
    }
    String id = segments.get(artifacts - 1);
    return segments.get(artifacts - 2).equals("models")
        ? ofModel(caller, id, path)
        : ofRun(caller, id, path);
  }

  /** In the folder of an experiment, {@code <run>/artifacts} belongs to a run and {@code models/<model>/artifacts} to a logged model. */
  private Optional<Owner> below(AuthorizedCaller caller, Owner experiment, ArtifactPath path) {
    List<String> segments = List.of(path.from(experiment.root()).split("/"));
    if (segments.size() > 2 && segments.get(0).equals("models")) {
      return ofModel(caller, segments.get(1), path);
    }
    return segments.size() > 1 ? ofRun(caller, segments.get(0), path) : Optional.empty();
  }

  private Optional<Owner> ofRun(AuthorizedCaller caller, String runId, ArtifactPath path) {
    return runs.find(caller, runId)
        .flatMap(run -> ArtifactPath.ofUri(run.uri())
            .map(root -> new Owner(run.run(), run.resource(), root, run.active())))
        .filter(owner -> path.startsWith(owner.root()));
  }

  private Optional<Owner> ofModel(AuthorizedCaller caller, String modelId, ArtifactPath path) {
    return models
        .find(caller, modelId)
        .flatMap(found -> ArtifactPath.ofUri(found.info().artifactUri())
            .map(root ->
                new Owner(found.model(), found.resource(), root, found.info().active())))
        .filter(owner -> path.startsWith(owner.root()));
  }

  @Override
  public Change touch(Tx tx, AuthorizedCaller caller, Owner owner) {
    ObjectRef object = owner.object();
    return switch (object.kind()) {
      case EXPERIMENT -> experiments.touch(tx, caller, object);
      case RUN -> runs.touch(tx, caller, object);
      case LOGGED_MODEL -> models.touch(tx, caller, object);
      case WORKSPACE, REGISTERED_MODEL, ARTIFACT_STORE ->
        throw new IllegalArgumentException("no owner of paths: " + object);
    };
  }

  @Override
  public String uriOfRun(AuthorizedCaller caller, String runId) {
    return runs.find(caller, runId)
        .orElseThrow(() -> RegistryException.notFound(Subject.RUN, "run_id", runId))
        .uri();
  }

  @Override
  public String uriOfLoggedModel(AuthorizedCaller caller, String modelId) {
    return models
        .find(caller, modelId)
        .filter(found -> found.info().active())
        .orElseThrow(() -> RegistryException.notFound(Subject.LOGGED_MODEL, "model_id", modelId))
        .info()
        .artifactUri();
  }
}
