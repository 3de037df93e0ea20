package dev.hallmark.server.registry.versions;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.storage.Tx;
import java.util.Optional;

/** Resolves the runs and logged models that are sources of versions. */
public interface SourceResolver {
  /** The URI of the folder with the artifacts of this run, even if the run is deleted. */
  Optional<String> run(AuthorizedCaller caller, String runId);

  /** The logged model {@code m-…}; empty if it does not exist or is deleted. */
  Optional<LoggedModelSource> loggedModel(AuthorizedCaller caller, String loggedModelId);

  /**
   * Whether clients use another tracking server and the run or the logged model, as far as given, is not known here and therefore belongs
   * to that server.
   */
  boolean isElsewhere(AuthorizedCaller caller, String runId, String loggedModelId);

  /** The latest READY logged model of this run with this name. */
  Optional<LoggedModelSource> newestReady(AuthorizedCaller caller, String runId, String name);

  /**
   * Records the new version in its logged model: appends <code>{"name", "version"}</code> to the JSON list in the tag
   * {@code mlflow.modelVersions}. Does nothing if the logged model is deleted or belongs to another workspace.
   */
  void registered(Tx tx, AuthorizedCaller caller, String loggedModelId, String name, int version);

  /**
   * @param artifactUri the folder with its files
   * @param sourceRunId the run that logged it; empty if there is none
   */
  record LoggedModelSource(String id, String artifactUri, String sourceRunId) {}
}
