package dev.hallmark.server.registry.versions;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.storage.Tx;
import java.util.Optional;

/** What the registry asks about the runs and logged models that versions are made from. */
public interface SourceResolver {
  /** The URI of the folder that holds this run's artifacts. A deleted run still answers. */
  Optional<String> run(AuthorizedCaller caller, String runId);

  /** The logged model {@code m-…}. Empty when it is unknown or deleted. */
  Optional<LoggedModelSource> loggedModel(AuthorizedCaller caller, String loggedModelId);

  /**
   * Whether clients track their runs on another server, and one of these, of those that are not empty, must be of that
   * server since it never was here.
   */
  boolean isElsewhere(AuthorizedCaller caller, String runId, String loggedModelId);

  /** The newest READY logged model of this run that has this name. */
  Optional<LoggedModelSource> newestReady(AuthorizedCaller caller, String runId, String name);

  /**
   * Tells the logged model that a version was made from it: appends <code>{"name", "version"}</code> to the JSON list in
   * its tag {@code mlflow.modelVersions}. Does nothing for a logged model that is gone, or another workspace's.
   */
  void registered(Tx tx, AuthorizedCaller caller, String loggedModelId, String name, int version);

  /**
   * @param artifactUri the folder that holds its files
   * @param sourceRunId the run that logged it, empty without one
   */
  record LoggedModelSource(String id, String artifactUri, String sourceRunId) {}
}
