package dev.hallmark.server.artifacts;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Tx;
import java.util.Optional;

/** Whom a path belongs to: the experiment, run or logged model with the longest artifact root that the path lies in. */
public interface ArtifactOwners {
  /** @param active false once it is deleted: its files may be read and deleted, and no longer written */
  record Owner(ObjectRef object, ArtifactPath root, boolean active) {}

  /** Empty for a path of nobody, and for one of a workspace that is not the caller's. */
  Optional<Owner> find(Caller caller, ArtifactPath path);

  /** Locks the owner's row and takes its next revision, for a change to files below the owner's root. */
  Change touch(Tx tx, Caller caller, Owner owner);

  /** The artifact root of a run, deleted or not. Throws NOT_FOUND, or INVALID_ARGUMENT where it lies in no store of ours. */
  ArtifactPath rootOfRun(Caller caller, String runId);

  /** The artifact root of a logged model that is not deleted. Throws as {@link #rootOfRun} does. */
  ArtifactPath rootOfLoggedModel(Caller caller, String modelId);
}
