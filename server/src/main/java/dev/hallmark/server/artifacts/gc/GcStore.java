package dev.hallmark.server.artifacts.gc;

import dev.hallmark.server.artifacts.gc.Sweep.Found;
import dev.hallmark.server.artifacts.gc.Sweep.Total;
import dev.hallmark.server.events.Origin;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tables {@code gc_run}, {@code gc_total} and {@code gc_object}. */
interface GcStore {
  /** A row of {@code gc_run}. */
  record Row(
      long id,
      boolean dryRun,
      long olderThan,
      long cutoff,
      GcRun.State state,
      String error,
      String requestedBy,
      String actorId,
      String credential,
      String protocol,
      String requestId,
      String address,
      long startedAt,
      long endedAt) {
    Origin origin() {
      return new Origin(actorId, requestedBy, credential, protocol, requestId, address);
    }
  }

  @SqlUpdate("""
      INSERT INTO gc_run (dry_run, older_than, cutoff, state, slot, error, requested_by, actor_id, credential,
        protocol, request_id, address, started_at, ended_at)
      VALUES (:dryRun, :olderThan, :cutoff, 'RUNNING', '', '', :actor, :actorId, :credential,
        :protocol, :requestId, :address, :now, 0)
      """)
  @GetGeneratedKeys("id")
  long add(boolean dryRun, long olderThan, long cutoff, @BindMethods Origin origin, long now);

  String COLUMNS = "SELECT id, dry_run, older_than, cutoff, state, error, requested_by, actor_id,"
      + " credential, protocol, request_id, address, started_at, ended_at FROM gc_run ";

  @SqlQuery(COLUMNS + "WHERE id = :id")
  @RegisterConstructorMapper(Row.class)
  Optional<Row> find(long id);

  @SqlQuery("SELECT id FROM gc_run WHERE slot = ''")
  Optional<Long> running();

  @SqlUpdate("""
      UPDATE gc_run SET state = :state, slot = :slot, error = :error, ended_at = :now
      WHERE id = :id AND slot = ''
      """)
  int end(long id, GcRun.State state, String slot, String error, long now);

  @SqlUpdate("UPDATE gc_run SET error = :error WHERE id = :id AND slot = ''")
  void failed(long id, String error);

  /** Deletes all but the latest runs that have ended. */
  @SqlUpdate("""
      DELETE FROM gc_run WHERE slot <> '' AND id < :before
      """)
  void deleteBefore(long before);

  @SqlQuery("""
      SELECT kind, outcome, objects, bytes FROM gc_total WHERE gc_id = :id ORDER BY kind, outcome
      """)
  @RegisterConstructorMapper(Total.class)
  List<Total> totals(long id);

  @SqlQuery("""
      SELECT kind, outcome, name, reason, bytes FROM gc_object WHERE gc_id = :gc ORDER BY gc_id, id
      """)
  @RegisterConstructorMapper(Found.class)
  List<Found> listed(long gc);

  @SqlUpdate("""
      UPDATE gc_total SET objects = objects + :objects, bytes = bytes + :bytes
      WHERE gc_id = :gc AND kind = :kind AND outcome = :outcome
      """)
  int increase(long gc, @BindMethods Total more);

  @SqlUpdate("""
      INSERT INTO gc_total (gc_id, kind, outcome, objects, bytes)
      VALUES (:gc, :kind, :outcome, :objects, :bytes)
      """)
  void addTotal(long gc, @BindMethods Total total);

  @SqlBatch("""
      INSERT INTO gc_object (gc_id, kind, outcome, name, reason, bytes)
      VALUES (:gc, :kind, :outcome, :name, :reason, :bytes)
      """)
  void addObjects(long gc, @BindMethods List<Found> found);
}
