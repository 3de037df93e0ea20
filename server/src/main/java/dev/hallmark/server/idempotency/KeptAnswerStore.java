package dev.hallmark.server.idempotency;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code kept_answer}. */
interface KeptAnswerStore {
  /** What makes a request this one and no other. */
  record Id(String workspace, String actor, String path, String key) {}

  record Kept(String fingerprint, String body) {}

  @SqlQuery("""
      SELECT fingerprint, body FROM kept_answer
      WHERE workspace = :workspace AND actor = :actor AND call_path = :path AND request_key = :key
        AND made_at > :since
      """)
  @RegisterConstructorMapper(Kept.class)
  Optional<Kept> find(@BindMethods Id id, long since);

  @SqlUpdate("""
      DELETE FROM kept_answer
      WHERE workspace = :workspace AND actor = :actor AND call_path = :path AND request_key = :key
        AND made_at <= :since
      """)
  void deleteOlder(@BindMethods Id id, long since);

  /** Waits for another transaction that has just done the same. Empty when there is a row. */
  @SqlUpdate("""
      INSERT INTO kept_answer (workspace, actor, call_path, request_key, fingerprint, body, made_at)
      VALUES (:workspace, :actor, :path, :key, :fingerprint, '', :at)
      ON CONFLICT DO NOTHING
      """)
  @GetGeneratedKeys("id")
  Optional<Long> addIfAbsent(@BindMethods Id id, String fingerprint, long at);

  @SqlUpdate("UPDATE kept_answer SET body = :body WHERE id = :row")
  void setBody(long row, String body);

  /** Some of those that nobody needs any more, the oldest first, but for those that another transaction is deleting. */
  @SqlQuery("""
      SELECT id FROM kept_answer WHERE made_at <= :since
      ORDER BY made_at LIMIT :limit FOR UPDATE SKIP LOCKED
      """)
  List<Long> lockOlder(long since, int limit);

  @SqlUpdate("DELETE FROM kept_answer WHERE id = any(:rows)")
  void delete(List<Long> rows);
}
