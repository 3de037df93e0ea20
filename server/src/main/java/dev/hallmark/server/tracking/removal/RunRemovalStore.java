package dev.hallmark.server.tracking.removal;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tables of runs, for their removal. */
@RegisterConstructorMapper(Removable.class)
interface RunRemovalStore extends RemovableRows {
  /** A run that was deleted with its experiment was deleted when the experiment was. */
  String SELECT = """
      SELECT r.id, r.run_uuid AS uuid, r.experiment_id AS experiment, e.workspace, r.artifact_uri,
        CASE WHEN r.lifecycle_revision < e.lifecycle_revision THEN e.active ELSE r.active END AS active,
        CASE WHEN e.active THEN r.revised_at ELSE greatest(r.revised_at, e.revised_at) END AS deleted_at,
        r.revision
      FROM run r JOIN experiment e ON e.id = r.experiment_id
      """;

  @Override
  @SqlQuery(SELECT
      + "WHERE r.id > :after AND r.id <= :last AND (NOT r.active OR NOT e.active) ORDER BY r.id")
  List<Removable> between(long after, long last);

  @Override
  @SqlQuery("SELECT coalesce(max(id), 0) FROM run")
  long highestId();

  @Override
  @SqlQuery("SELECT id FROM run WHERE id = :id FOR UPDATE")
  Optional<Long> lock(long id);

  @Override
  @SqlQuery(SELECT + "WHERE r.id = :id")
  Optional<Removable> find(long id);

  @Override
  @SqlUpdate("UPDATE run SET experiment_id = -1, active = FALSE WHERE id = :id")
  void hide(long id);

  @SqlUpdate("""
      DELETE FROM metric WHERE run_id = :run AND (metric_key, ts, step) IN
        (SELECT metric_key, ts, step FROM metric WHERE run_id = :run LIMIT :limit)
      """)
  int deleteMetrics(long run, int limit);

  @SqlUpdate("""
      DELETE FROM latest_metric WHERE run_id = :run AND metric_key IN
        (SELECT metric_key FROM latest_metric WHERE run_id = :run LIMIT :limit)
      """)
  int deleteLatestMetrics(long run, int limit);

  @SqlUpdate("""
      DELETE FROM param WHERE run_id = :run AND param_key IN
        (SELECT param_key FROM param WHERE run_id = :run LIMIT :limit)
      """)
  int deleteParams(long run, int limit);

  @SqlUpdate("""
      DELETE FROM run_tag WHERE run_id = :run AND tag_key IN
        (SELECT tag_key FROM run_tag WHERE run_id = :run LIMIT :limit)
      """)
  int deleteTags(long run, int limit);

  @SqlUpdate("""
      DELETE FROM run_dataset WHERE run_id = :run AND dataset_id IN
        (SELECT dataset_id FROM run_dataset WHERE run_id = :run LIMIT :limit)
      """)
  int deleteDatasets(long run, int limit);

  @SqlUpdate("""
      DELETE FROM run_model WHERE run_id = :run AND model_uuid IN
        (SELECT model_uuid FROM run_model WHERE run_id = :run LIMIT :limit)
      """)
  int deleteModels(long run, int limit);

  @SqlUpdate("DELETE FROM run WHERE id = :run AND experiment_id = -1")
  int deleteRun(long run);

  @Override
  default int deleteSome(long id, int limit) {
    int left = limit - deleteMetrics(id, limit);
    left -= deleteLatestMetrics(id, left);
    left -= deleteParams(id, left);
    left -= deleteTags(id, left);
    left -= deleteDatasets(id, left);
    left -= deleteModels(id, left);
    return limit - (left == 0 ? 0 : left - deleteRun(id));
  }
}
