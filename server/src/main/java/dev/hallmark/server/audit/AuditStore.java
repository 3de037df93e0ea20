package dev.hallmark.server.audit;

import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.events.RegistryEvent.Change;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface AuditStore {
  /** @param details a JSON object with the event's own fields */
  default void add(Change change, String operation, String details) {
    Origin origin = change.origin();
    ObjectRef object = change.object();
    add(
        change.at(),
        origin.actor(),
        origin.door(),
        origin.requestId(),
        origin.address(),
        operation,
        object.workspace(),
        object.kind(),
        object.id(),
        object.name(),
        change.revision(),
        details);
  }

  @SqlUpdate("""
      INSERT INTO audit (at, actor, door, request_id, address, operation, workspace,
                         object_kind, object_id, object_name, revision, details)
      VALUES (:at, :actor, :door, :requestId, :address, :operation, :workspace,
              :kind, :id, :name, :revision, :details)
      """)
  void add(
      long at,
      String actor,
      String door,
      String requestId,
      String address,
      String operation,
      String workspace,
      ObjectRef.Kind kind,
      long id,
      String name,
      long revision,
      String details);
}
