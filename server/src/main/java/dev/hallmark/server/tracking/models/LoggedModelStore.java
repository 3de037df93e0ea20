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
      insert into logged_model (model_uuid, experiment_id, name, model_type, source_run_uuid, artifact_uri,
        status, status_message, active, created_at, updated_at, revision, revised_at)
      values (:uuid, :experiment, :name, :modelType, :sourceRun, :artifactUri,
        :status, '', true, :now, :now, 0, :now)
      """)
  @GetGeneratedKeys("id")
  long add(@BindMethods NewModel model);

  /** Deleted ones too. */
  @SqlQuery("""
      select m.*, e.workspace from logged_model m join experiment e on e.id = m.experiment_id
      where m.model_uuid = :uuid and e.workspace = :workspace
      """)
  @UseRowMapper(LoggedModelRows.StoredMapper.class)
  Optional<Stored> find(String workspace, String uuid);

  @SqlQuery("""
      select m.*, e.workspace from logged_model m join experiment e on e.id = m.experiment_id
      where m.id = any(:ids)
      """)
  @UseRowMapper(LoggedModelRows.StoredMapper.class)
  List<Stored> byIds(List<Long> ids);

  /** Holds the row until the transaction ends. The experiment's is not held. */
  @SqlQuery("""
      select m.*, (select e.workspace from experiment e where e.id = m.experiment_id) as workspace
      from logged_model m where m.model_uuid = :uuid for update
      """)
  @UseRowMapper(LoggedModelRows.StoredMapper.class)
  Optional<Stored> lock(String uuid);

  @SqlQuery("""
      select m.*, e.workspace from logged_model m join experiment e on e.id = m.experiment_id
      where m.source_run_uuid = :run and m.name = :name and m.status = :status and m.active
        and e.workspace = :workspace
      order by m.created_at desc, m.id desc
      fetch first 1 rows only
      """)
  @UseRowMapper(LoggedModelRows.StoredMapper.class)
  Optional<Stored> newest(String workspace, String run, String name, int status);

  record Key(long id, String uuid, long experiment) {}

  /** Those of these models that exist and are not deleted. */
  @SqlQuery("""
      select m.id, m.model_uuid as uuid, m.experiment_id as experiment from logged_model m join experiment e on e.id = m.experiment_id
      where m.model_uuid = any(:uuids) and m.active and e.workspace = :workspace
      """)
  @RegisterConstructorMapper(Key.class)
  List<Key> keys(String workspace, List<String> uuids);

  @SqlUpdate("update logged_model set status = :status, updated_at = :now where id = :id")
  void setStatus(long id, int status, long now);

  @SqlUpdate("""
      update logged_model set active = false, updated_at = :at, revision = :revision, revised_at = :at
      where id = :id
      """)
  void delete(long id, long revision, long at);

  @SqlUpdate("update logged_model set revision = :revision, revised_at = :at where id = :id")
  void revise(long id, long revision, long at);
}
