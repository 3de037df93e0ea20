package dev.hallmark.server.workspaces;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;

/** A workspace's row, held by the open transaction: nobody deletes it, and nobody adds to it what locks it first. */
record LockedWorkspace(long id, String name, String description, long revision, long revisedAt) {

  /** The next change of this workspace, never before its last one. */
  Change next(Caller caller, long now) {
    ObjectRef ref = new ObjectRef(ObjectRef.Kind.WORKSPACE, name, id, name);
    return new Change(caller.origin(), ref, revision + 1, Math.max(now, revisedAt));
  }
}
