package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.tracking.runs.RunRows.Stored;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
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
      long lifecycleRevision,
      long now) {}

  @SqlUpdate("""
      insert into run (run_uuid, experiment_id, name, user_id, status, start_time, artifact_uri, active,
        lifecycle_revision, revision, revised_at)
      values (:uuid, :experiment, :name, :user, :status, :startTime, :artifactUri, true,
        :lifecycleRevision, 0, :now)
      """)
  @GetGeneratedKeys("id")
  long add(@BindMethods NewRun run);

  /** A run whose row was written before its experiment was deleted or restored is what the experiment is. */
  String SELECT = """
      select r.*, e.workspace,
        case when r.lifecycle_revision < e.lifecycle_revision then e.active else r.active end as is_active
      from run r join experiment e on e.id = r.experiment_id
      """;

  /** Deleted ones too. */
  @SqlQuery(SELECT + """
      where r.run_uuid = :uuid and e.workspace = :workspace
      """)
  @UseRowMapper(RunRows.StoredMapper.class)
  Optional<Stored> find(String workspace, String uuid);

  @SqlQuery(SELECT + """
      where r.id = any(:ids)
      """)
  @UseRowMapper(RunRows.StoredMapper.class)
  List<Stored> byIds(List<Long> ids);

  /** Holds the row until the transaction ends. The experiment's is not held. */
  @SqlQuery("""
      select r.*, (select e.workspace from experiment e where e.id = r.experiment_id) as workspace,
        coalesce((select e.active from experiment e
                  where e.id = r.experiment_id and e.lifecycle_revision > r.lifecycle_revision),
                 r.active) as is_active
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
      update run set active = :active, revision = :revision, revised_at = :at,
        lifecycle_revision =
          (select e.lifecycle_revision from experiment e where e.id = run.experiment_id)
      where id = :run
      """)
  void setActive(long run, boolean active, long revision, long at);

  @SqlUpdate("update run set revision = :revision, revised_at = :at where id = :run")
  void revise(long run, long revision, long at);

  /** Those of an experiment's runs whose rows do not say yet what its last deletion or restoration made of them. */
  @SqlQuery("""
      select id from run
      where experiment_id = :experiment and active = (not :active) and lifecycle_revision < :revision
      limit :limit
      """)
  List<Long> unsettled(long experiment, boolean active, long revision, int limit);

  @SqlBatch("""
      update run set active = :active, lifecycle_revision = :revision
      where id = :id and lifecycle_revision < :revision
      """)
  void settle(List<Long> id, boolean active, long revision);

  record Lifecycle(boolean active, long revision) {}

  @SqlQuery("""
      select active, lifecycle_revision as revision from experiment where id = :experiment for update
      """)
  @RegisterConstructorMapper(Lifecycle.class)
  Optional<Lifecycle> lockLifecycle(long experiment);

  @SqlUpdate("update experiment set runs_up_to_date = true where id = :experiment")
  void markSettled(long experiment);
}
