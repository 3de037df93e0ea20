package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Tx;
import java.util.Optional;

/** Finds the owner of a path: the experiment, run or logged model whose artifact root is its closest parent. */
public interface ArtifactOwners {
  /**
   * @param resource the resource whose permissions apply
   * @param active false if it is deleted: its files can be read and deleted, but not written
   */
  record Owner(ObjectRef object, Resource resource, ArtifactPath root, boolean active) {}

  /** Empty if the path has no owner, or one that is in another workspace or not visible to the caller. */
  Optional<Owner> find(AuthorizedCaller caller, ArtifactPath path);

  /** Locks the row of the owner and increases its revision, for a change of files below its root. */
  Change touch(Tx tx, AuthorizedCaller caller, Owner owner);

  /** The URI of the folder of a run, even if the run is deleted. Throws NOT_FOUND for an unknown run. */
  String uriOfRun(AuthorizedCaller caller, String runId);

  /** The URI of the folder of a logged model that is not deleted. Throws NOT_FOUND if there is none. */
  String uriOfLoggedModel(AuthorizedCaller caller, String modelId);
}
