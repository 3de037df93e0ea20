package dev.hallmark.server.testkit;

import dev.hallmark.server.artifacts.ArtifactOwners;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Tx;
import java.util.Optional;

/** An artifact store without experiments, runs and logged models. */
public final class PathsOfNobody implements ArtifactOwners {
  @Override
  public Optional<Owner> find(AuthorizedCaller caller, ArtifactPath path) {
    return Optional.empty();
  }

  @Override
  public Change touch(Tx tx, AuthorizedCaller caller, Owner owner) {
    throw new AssertionError("nobody owns " + owner);
  }

  @Override
  public String uriOfRun(AuthorizedCaller caller, String runId) {
    throw new AssertionError("no run " + runId);
  }

  @Override
  public String uriOfLoggedModel(AuthorizedCaller caller, String modelId) {
    throw new AssertionError("no logged model " + modelId);
  }
}
