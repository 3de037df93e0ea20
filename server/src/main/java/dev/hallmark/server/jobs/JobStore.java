package dev.hallmark.server.jobs;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code job}. A runner changes only rows that it has leased. */
interface JobStore {
  @SqlUpdate("""
      INSERT INTO job (kind, job_key, revision, state, due, lease, job_cursor, attempts, error)
      VALUES (:kind, :key, :revision, 'waiting', :due, '', '', 0, '')
      ON CONFLICT DO NOTHING
      """)
  void addIfAbsent(String kind, String key, long revision, long due);

  /** Deletes jobs of earlier revisions unless a runner is processing them. */
  @SqlUpdate("""
      DELETE FROM job
      WHERE kind = :kind AND job_key = :key AND revision < :revision AND state = 'waiting'
      """)
  void deleteEarlier(String kind, String key, long revision);

  @SqlQuery("SELECT EXISTS (SELECT 1 FROM job WHERE kind = :kind)")
  boolean exists(String kind);

  /** A runner that is processing the job loses its lease. */
  @SqlUpdate("""
      UPDATE job SET state = 'waiting', due = :due, lease = '', job_cursor = '', attempts = 0, error = ''
      WHERE kind = :kind AND job_key = :key AND revision = 0
      """)
  int restart(String kind, String key, long due);

  /** The due time of the job that has been due longest. */
  @SqlQuery("""
      SELECT due FROM job WHERE kind = :kind AND due <= :now
      ORDER BY kind, due, id
      LIMIT 1
      """)
  Optional<Long> longestDue(String kind, long now);

  /** Ordered by due time, without rows that another transaction has locked. */
  @SqlQuery("""
      SELECT id, job_key AS "key", revision, job_cursor AS "cursor", attempts FROM job
      WHERE kind = :kind AND due <= :now
      ORDER BY kind, due, id
      LIMIT :limit
      FOR UPDATE SKIP LOCKED
      """)
  @RegisterConstructorMapper(Job.class)
  List<Job> lockDue(String kind, long now, int limit);

  @SqlBatch("UPDATE job SET state = 'running', due = :until, lease = :lease WHERE id = :id")
  void lease(List<Long> id, String lease, long until);

  @SqlUpdate("UPDATE job SET due = :until WHERE id = :id AND lease = :lease")
  int extend(long id, String lease, long until);

  @SqlBatch("DELETE FROM job WHERE id = :id AND lease = :lease")
  void delete(List<Long> id, String lease);

  @SqlUpdate("""
      UPDATE job SET state = 'waiting', due = :due, lease = '', job_cursor = :cursor, attempts = 0, error = ''
      WHERE id = :id AND lease = :lease
      """)
  void progress(long id, String lease, String cursor, long due);

  @SqlUpdate("""
      UPDATE job SET state = 'waiting', due = :due, lease = '', attempts = attempts + 1, error = :error
      WHERE id = :id AND lease = :lease
      """)
  void fail(long id, String lease, String error, long due);
}
