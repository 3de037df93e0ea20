package dev.hallmark.server.idempotency;

import dev.hallmark.server.auth.Resource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code idempotent_response}. */
interface IdempotentResponseStore {
  /** The unique key of a row. */
  record Id(String workspace, String actor, String path, String key) {}

  record Stored(String fingerprint, String body, Resource.Kind resourceKind, long resourceId) {
    Resource resource() {
      return new Resource(resourceKind, resourceId);
    }
  }

  @SqlQuery("""
      SELECT fingerprint, body, resource_kind, resource_id FROM idempotent_response
      WHERE workspace = :workspace AND actor = :actor AND endpoint = :path AND idempotency_key = :key
        AND recorded_at > :since
      """)
  @RegisterConstructorMapper(Stored.class)
  Optional<Stored> find(@BindMethods Id id, long since);

  @SqlUpdate("""
      DELETE FROM idempotent_response
      WHERE workspace = :workspace AND actor = :actor AND endpoint = :path AND idempotency_key = :key
        AND recorded_at <= :since
      """)
  void deleteExpired(@BindMethods Id id, long since);

  /** Waits for a concurrent transaction that inserted the same key. Empty if the row exists. */
  @SqlUpdate("""
      INSERT INTO idempotent_response (workspace, actor, endpoint, idempotency_key, fingerprint, body,
                                       resource_kind, resource_id, recorded_at)
      VALUES (:workspace, :actor, :path, :key, :fingerprint, '', '', 0, :at)
      ON CONFLICT DO NOTHING
      """)
  @GetGeneratedKeys("id")
  Optional<Long> addIfAbsent(@BindMethods Id id, String fingerprint, long at);

  @SqlUpdate("""
      UPDATE idempotent_response SET body = :body, resource_kind = :kind, resource_id = :id WHERE id = :row
      """)
  void setBody(long row, String body, String kind, long id);

  /** Expired responses, oldest first, without rows that another transaction has locked. */
  @SqlQuery("""
      SELECT id FROM idempotent_response WHERE recorded_at <= :since
      ORDER BY recorded_at LIMIT :limit FOR UPDATE SKIP LOCKED
      """)
  List<Long> lockExpired(long since, int limit);

  @SqlUpdate("DELETE FROM idempotent_response WHERE id = any(:rows)")
  void delete(List<Long> rows);
}
