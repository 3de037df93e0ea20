package dev.hallmark.server.workspaces;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;

/**
 * A workspace whose row the current transaction has locked. No other transaction can delete it, or add objects to it if it locks the row
 * first.
 */
record LockedWorkspace(long id, String name, String description, long revision, long revisedAt) {

  /** The next change of this workspace, with a time that is never before its previous change. */
  Change next(Caller caller, long now) {
    ObjectRef ref = new ObjectRef(ObjectRef.Kind.WORKSPACE, name, id, name);
    return new Change(caller.origin(), ref, revision + 1, Math.max(now, revisedAt));
  }
}
