package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Tx;
import java.util.Optional;

/** Whom a path belongs to: the experiment, run or logged model with the longest artifact root that the path lies in. */
public interface ArtifactOwners {
  /**
   * @param resource that permissions for it are about
   * @param active false once it is deleted: its files may be read and deleted, and no longer written
   */
  record Owner(ObjectRef object, Resource resource, ArtifactPath root, boolean active) {}

  /** Empty for a path of nobody, and for one that the caller's workspace does not have, or the caller may not see. */
  Optional<Owner> find(AuthorizedCaller caller, ArtifactPath path);

  /** Locks the owner's row and takes its next revision, for a change to files below the owner's root. */
  Change touch(Tx tx, AuthorizedCaller caller, Owner owner);

  /** The artifact root of a run, deleted or not. Throws NOT_FOUND, or INVALID_ARGUMENT where it lies in no store of ours. */
  ArtifactPath rootOfRun(AuthorizedCaller caller, String runId);

  /** The artifact root of a logged model that is not deleted. Throws as {@link #rootOfRun} does. */
  ArtifactPath rootOfLoggedModel(AuthorizedCaller caller, String modelId);
}
