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
      INSERT INTO run (run_uuid, experiment_id, name, user_id, status, start_time, artifact_uri, active,
        lifecycle_revision, revision, revised_at)
      VALUES (:uuid, :experiment, :name, :user, :status, :startTime, :artifactUri, TRUE,
        :lifecycleRevision, 0, :now)
      """)
  @GetGeneratedKeys("id")
  long add(@BindMethods NewRun run);

  /** If the experiment was deleted or restored after the last change of the run's row, its state applies to the run. */
  String STATE_AND_TABLES = """
      CASE WHEN r.lifecycle_revision < e.lifecycle_revision THEN e.active ELSE r.active END AS is_active
      FROM run r JOIN experiment e ON e.id = r.experiment_id
      """;

  String SELECT = "SELECT r.*, e.workspace, " + STATE_AND_TABLES;

  String ONE = "WHERE r.run_uuid = :uuid AND e.workspace = :workspace";

  /** Includes deleted runs. */
  @SqlQuery(SELECT + ONE)
  @UseRowMapper(RunRows.StoredMapper.class)
  Optional<Stored> find(String workspace, String uuid);

  /** As {@link #find}, with few columns: every upload and download asks for it. */
  @SqlQuery("SELECT r.id, r.run_uuid, r.experiment_id, e.workspace, r.artifact_uri, "
      + STATE_AND_TABLES + ONE)
  @UseRowMapper(RunRows.FolderMapper.class)
  Optional<RunFolders.RunFolder> folder(String workspace, String uuid);

  @SqlQuery(SELECT + """
      WHERE r.id = ANY(:ids)
      """)
  @UseRowMapper(RunRows.StoredMapper.class)
  List<Stored> byIds(List<Long> ids);

  /** Locks the row of the run, but not that of its experiment. */
  @SqlQuery("""
      SELECT r.*, coalesce((SELECT e.workspace FROM experiment e WHERE e.id = r.experiment_id), '') AS workspace,
        coalesce((SELECT e.active FROM experiment e
                  WHERE e.id = r.experiment_id AND e.lifecycle_revision > r.lifecycle_revision),
                 r.active) AS is_active
      FROM run r WHERE r.run_uuid = :uuid FOR UPDATE
      """)
  @UseRowMapper(RunRows.StoredMapper.class)
  Optional<Stored> lock(String uuid);

  /** @param endTime null if the run has not ended */
  @SqlUpdate("UPDATE run SET name = :name, status = :status, end_time = :endTime WHERE id = :run")
  void update(long run, String name, String status, Long endTime);

  @SqlUpdate("UPDATE run SET name = :name WHERE id = :run")
  void rename(long run, String name);

  @SqlUpdate("""
      UPDATE run SET active = :active, revision = :revision, revised_at = :at,
        lifecycle_revision =
          (SELECT e.lifecycle_revision FROM experiment e WHERE e.id = run.experiment_id)
      WHERE id = :run
      """)
  void setActive(long run, boolean active, long revision, long at);

  @SqlUpdate("UPDATE run SET revision = :revision, revised_at = :at WHERE id = :run")
  void revise(long run, long revision, long at);

  /** The runs of an experiment whose rows are not updated yet after its last deletion or restoration. */
  @SqlQuery("""
      SELECT id FROM run
      WHERE experiment_id = :experiment AND active = (NOT :active) AND lifecycle_revision < :revision
      LIMIT :limit
      """)
  List<Long> outdated(long experiment, boolean active, long revision, int limit);

  @SqlBatch("""
      UPDATE run SET active = :active, lifecycle_revision = :revision
      WHERE id = :id AND lifecycle_revision < :revision
      """)
  void updateActive(List<Long> id, boolean active, long revision);

  record Lifecycle(boolean active, long revision) {}

  @SqlQuery("""
      SELECT active, lifecycle_revision AS revision FROM experiment WHERE id = :experiment FOR UPDATE
      """)
  @RegisterConstructorMapper(Lifecycle.class)
  Optional<Lifecycle> lockLifecycle(long experiment);

  @SqlUpdate("UPDATE experiment SET runs_up_to_date = TRUE WHERE id = :experiment")
  void markRunsUpToDate(long experiment);
}
