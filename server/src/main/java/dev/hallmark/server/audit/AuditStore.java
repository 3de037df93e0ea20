package dev.hallmark.server.audit;

import dev.hallmark.server.events.AccessEvent;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.events.RegistryEvent;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code audit}. */
interface AuditStore {
  @SqlUpdate("""
      INSERT INTO audit (at, actor_id, actor, credential, protocol, request_id, address, operation, outcome, reason,
                         workspace, object_kind, object_id, object_name, revision, details)
      VALUES (:at, :actorId, :actor, :credential, :protocol, :requestId, :address, :operation, :outcome, :reason,
              :workspace, :kind, :id, :name, :revision, :details)
      """)
  void add(@BindMethods Entry entry);

  /**
   * The columns of a row.
   *
   * @param outcome {@code done} or {@code refused}
   * @param details a JSON object with the event's own fields
   */
  record Entry(
      long at,
      String actorId,
      String actor,
      String credential,
      String protocol,
      String requestId,
      String address,
      String operation,
      String outcome,
      String reason,
      String workspace,
      ObjectRef.Kind kind,
      long id,
      String name,
      long revision,
      String details) {
    static Entry of(RegistryEvent event, String details) {
      RegistryEvent.Change change = event.change();
      Origin origin = change.origin();
      ObjectRef object = change.object();
      return new Entry(
          change.at(),
          origin.actorId(),
          origin.actor(),
          origin.credential(),
          origin.protocol(),
          origin.requestId(),
          origin.address(),
          event.operation().text(),
          event instanceof AccessEvent ? "refused" : "done",
          change.reason(),
          object.workspace(),
          object.kind(),
          object.id(),
          object.name(),
          change.revision(),
          details);
    }
  }
}
