package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.tracking.runs.RunRows.Stored;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/** Table {@code run}. */
interface RunStore {
  record NewRun(
      String uuid,
      long experiment,
      String name,
      String user,
      String status,
      long startTime,
      String artifactUri,
      long now) {}

  @SqlUpdate("""
      insert into run (run_uuid, experiment_id, name, user_id, status, start_time, artifact_uri, active,
        revision, revised_at)
      values (:uuid, :experiment, :name, :user, :status, :startTime, :artifactUri, true, 0, :now)
      """)
  @GetGeneratedKeys("id")
  long add(@BindMethods NewRun run);

  /** Deleted ones too. */
  @SqlQuery("""
      select r.*, e.workspace from run r join experiment e on e.id = r.experiment_id
      where r.run_uuid = :uuid and e.workspace = :workspace
      """)
  @UseRowMapper(RunRows.StoredMapper.class)
  Optional<Stored> find(String workspace, String uuid);

  @SqlQuery("""
      select r.*, e.workspace from run r join experiment e on e.id = r.experiment_id
      where r.id = any(:ids)
      """)
  @UseRowMapper(RunRows.StoredMapper.class)
  List<Stored> byIds(List<Long> ids);

  /** Holds the row until the transaction ends. The experiment's is not held. */
  @SqlQuery("""
      select r.*, (select e.workspace from experiment e where e.id = r.experiment_id) as workspace
      from run r where r.run_uuid = :uuid for update
      """)
  @UseRowMapper(RunRows.StoredMapper.class)
  Optional<Stored> lock(String uuid);

  /** @param endTime null while it has not ended */
  @SqlUpdate("update run set name = :name, status = :status, end_time = :endTime where id = :run")
  void update(long run, String name, String status, Long endTime);

  @SqlUpdate("update run set name = :name where id = :run")
  void rename(long run, String name);

  @SqlUpdate("""
      update run set active = :active, revision = :revision, revised_at = :at where id = :run
      """)
  void setActive(long run, boolean active, long revision, long at);

  @SqlUpdate("update run set revision = :revision, revised_at = :at where id = :run")
  void revise(long run, long revision, long at);

  @SqlUpdate(
      "update run set active = :active where experiment_id = :experiment and active <> :active")
  void setActiveIn(long experiment, boolean active);
}
