package dev.hallmark.server.tracking.removal;

import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.tracking.Revision;
import java.time.Clock;
import java.time.Instant;

/**
 * A run or logged model that may have to be removed.
 *
 * @param id the internal id
 * @param uuid the id that clients see
 * @param experiment {@link RemovalStore#REMOVED} if its removal has begun
 * @param workspace empty if its removal has begun
 * @param active whether neither it nor its experiment is deleted
 * @param deletedAt when it was deleted or changed last, in milliseconds since the epoch
 */
public record Removable(
    long id,
    String uuid,
    long experiment,
    String workspace,
    String artifactUri,
    boolean active,
    long deletedAt,
    long revision) {
  boolean isBegun() {
    return experiment == RemovalStore.REMOVED;
  }

  boolean isDeletedBefore(long time) {
    return !active && deletedAt < time;
  }

  String reason() {
    return "deleted since " + Instant.ofEpochMilli(deletedAt);
  }

  Change change(Origin origin, ObjectRef.Kind kind, Clock clock) {
    Revision next = new Revision(revision, deletedAt).next(clock);
    return new Change(origin, new ObjectRef(kind, workspace, id, uuid), next.number(), next.at());
  }
}
