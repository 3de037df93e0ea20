package dev.hallmark.server.audit;

import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface AuditStore {
  @SqlUpdate("""
      INSERT INTO audit (at, actor, door, request_id, address, operation, workspace,
                         object_kind, object_id, object_name, revision, details)
      VALUES (:at, :actor, :door, :requestId, :address, :operation, :workspace,
              :objectKind, :objectId, :objectName, :revision, :details)
      """)
  void add(@BindMethods AuditEntry entry);
}
