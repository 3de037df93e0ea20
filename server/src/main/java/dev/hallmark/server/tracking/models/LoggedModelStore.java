package dev.hallmark.server.tracking.models;

import dev.hallmark.server.tracking.models.LoggedModelRows.Stored;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/** Table {@code logged_model}. */
interface LoggedModelStore extends LoggedModelEntries {
  record NewModel(
      String uuid,
      long experiment,
      String name,
      String modelType,
      String sourceRun,
      String artifactUri,
      int status,
      long now) {}

  @SqlUpdate("""
      INSERT INTO logged_model (model_uuid, experiment_id, name, model_type, source_run_uuid, artifact_uri,
        status, status_message, active, created_at, updated_at, revision, revised_at)
      VALUES (:uuid, :experiment, :name, :modelType, :sourceRun, :artifactUri,
        :status, '', TRUE, :now, :now, 0, :now)
      """)
  @GetGeneratedKeys("id")
  long add(@BindMethods NewModel model);

  /** Includes deleted models. */
  @SqlQuery("""
      SELECT m.*, e.workspace FROM logged_model m JOIN experiment e ON e.id = m.experiment_id
      WHERE m.model_uuid = :uuid AND e.workspace = :workspace
      """)
  @UseRowMapper(LoggedModelRows.StoredMapper.class)
  Optional<Stored> find(String workspace, String uuid);

  @SqlQuery("""
      SELECT m.*, e.workspace FROM logged_model m JOIN experiment e ON e.id = m.experiment_id
      WHERE m.id = ANY(:ids)
      """)
  @UseRowMapper(LoggedModelRows.StoredMapper.class)
  List<Stored> byIds(List<Long> ids);

  /** Locks the row of the model, but not that of its experiment. */
  @SqlQuery("""
      SELECT m.*, coalesce((SELECT e.workspace FROM experiment e WHERE e.id = m.experiment_id), '') AS workspace
      FROM logged_model m WHERE m.model_uuid = :uuid FOR UPDATE
      """)
  @UseRowMapper(LoggedModelRows.StoredMapper.class)
  Optional<Stored> lock(String uuid);

  @SqlQuery("""
      SELECT m.*, e.workspace FROM logged_model m JOIN experiment e ON e.id = m.experiment_id
      WHERE m.source_run_uuid = :run AND m.name = :name AND m.status = :status AND m.active
        AND e.workspace = :workspace
      ORDER BY m.created_at DESC, m.id DESC
      FETCH FIRST 1 ROWS ONLY
      """)
  @UseRowMapper(LoggedModelRows.StoredMapper.class)
  Optional<Stored> newest(String workspace, String run, String name, int status);

  record Key(long id, String uuid, long experiment) {}

  /** The models that exist and are not deleted. */
  @SqlQuery("""
      SELECT m.id, m.model_uuid AS uuid, m.experiment_id AS experiment FROM logged_model m JOIN experiment e ON e.id = m.experiment_id
      WHERE m.model_uuid = ANY(:uuids) AND m.active AND e.workspace = :workspace
      """)
  @RegisterConstructorMapper(Key.class)
  List<Key> keys(String workspace, List<String> uuids);

  @SqlUpdate("UPDATE logged_model SET status = :status, updated_at = :now WHERE id = :id")
  void setStatus(long id, int status, long now);

  @SqlUpdate("""
      UPDATE logged_model SET active = FALSE, updated_at = :at, revision = :revision, revised_at = :at
      WHERE id = :id
      """)
  void delete(long id, long revision, long at);

  @SqlUpdate("UPDATE logged_model SET revision = :revision, revised_at = :at WHERE id = :id")
  void revise(long id, long revision, long at);
}
