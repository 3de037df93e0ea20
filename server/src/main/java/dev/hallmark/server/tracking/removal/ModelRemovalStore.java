package dev.hallmark.server.tracking.removal;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tables of logged models, for their removal. */
@RegisterConstructorMapper(Removable.class)
interface ModelRemovalStore extends RemovableRows {
  String SELECT = """
      SELECT m.id, m.model_uuid AS uuid, m.experiment_id AS experiment, e.workspace, m.artifact_uri,
        m.active AND e.active AS active,
        CASE WHEN e.active THEN m.revised_at ELSE greatest(m.revised_at, e.revised_at) END AS deleted_at,
        m.revision
      FROM logged_model m JOIN experiment e ON e.id = m.experiment_id
      """;

  @Override
  @SqlQuery(SELECT
      + "WHERE m.id > :after AND m.id <= :last AND (NOT m.active OR NOT e.active) ORDER BY m.id")
  List<Removable> between(long after, long last);

  @Override
  @SqlQuery("SELECT coalesce(max(id), 0) FROM logged_model")
  long highestId();

  @Override
  @SqlQuery("SELECT id FROM logged_model WHERE id = :id FOR UPDATE")
  Optional<Long> lock(long id);

  @Override
  @SqlQuery(SELECT + "WHERE m.id = :id")
  Optional<Removable> find(long id);

  @Override
  @SqlUpdate("UPDATE logged_model SET experiment_id = -1, active = FALSE WHERE id = :id")
  void hide(long id);

  @SqlUpdate("""
      DELETE FROM logged_model_metric WHERE model_id = :model AND (metric_key, ts, step) IN
        (SELECT metric_key, ts, step FROM logged_model_metric WHERE model_id = :model LIMIT :limit)
      """)
  int deleteMetrics(long model, int limit);

  @SqlUpdate("""
      DELETE FROM logged_model_param WHERE model_id = :model AND param_key IN
        (SELECT param_key FROM logged_model_param WHERE model_id = :model LIMIT :limit)
      """)
  int deleteParams(long model, int limit);

  @SqlUpdate("""
      DELETE FROM logged_model_tag WHERE model_id = :model AND tag_key IN
        (SELECT tag_key FROM logged_model_tag WHERE model_id = :model LIMIT :limit)
      """)
  int deleteTags(long model, int limit);

  @SqlUpdate("DELETE FROM logged_model WHERE id = :model AND experiment_id = -1")
  int deleteModel(long model);

  @Override
  default int deleteSome(long id, int limit) {
    int left = limit - deleteMetrics(id, limit);
    left -= deleteParams(id, left);
    left -= deleteTags(id, left);
    return limit - (left == 0 ? 0 : left - deleteModel(id));
  }
}
