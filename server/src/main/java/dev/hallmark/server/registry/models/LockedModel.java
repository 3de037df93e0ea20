package dev.hallmark.server.registry.models;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.events.RegistryEvent.Change;

/**
 * A model whose row the current transaction has locked, with the revision of the current change.
 *
 * @param nextVersion the number of a new version
 * @param revision of the current change
 * @param at time of the current change in milliseconds since the epoch, never before the previous change
 */
public record LockedModel(
    long id,
    String workspace,
    String name,
    boolean prompt,
    String description,
    int nextVersion,
    long revision,
    long at) {

  LockedModel withNextVersion(int number) {
    return new LockedModel(id, workspace, name, prompt, description, number, revision, at);
  }

  public Resource resource() {
    return Resource.model(id);
  }

  public Change change(AuthorizedCaller caller) {
    return change(caller.origin());
  }

  /** A change by the server itself. */
  public Change change(Origin origin) {
    return new Change(
        origin, new ObjectRef(ObjectRef.Kind.REGISTERED_MODEL, workspace, id, name), revision, at);
  }
}
