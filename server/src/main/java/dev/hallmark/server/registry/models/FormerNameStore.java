package dev.hallmark.server.registry.models;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * Table {@code former_name}. A row is added while the row of the model that gives up the name is locked; rows are never changed or deleted.
 */
interface FormerNameStore {
  /** The highest version number of models that had this name before; 0 if there is none. */
  @SqlQuery("""
      SELECT coalesce(max(last_version), 0) FROM former_name
      WHERE workspace = :workspace AND name = :name
      """)
  int highest(String workspace, String name);

  @SqlUpdate("""
      INSERT INTO former_name (workspace, name, last_version, model_id)
      VALUES (:workspace, :name, :lastVersion, :model)
      """)
  void add(String workspace, String name, int lastVersion, long model);

  /** The lowest version number of this model that another model already used under this name. */
  @SqlQuery("""
      SELECT min(x.version) FROM (
        SELECT (SELECT v.version FROM model_version v
                WHERE v.model_id = :model AND v.version <= f.last_version
                  AND v.version > (SELECT coalesce(max(g.last_version), 0) FROM former_name g
                                   WHERE g.workspace = :workspace AND g.name = :name
                                     AND g.last_version < f.last_version)
                ORDER BY v.version
                FETCH FIRST 1 ROW ONLY) AS version
        FROM former_name f
        WHERE f.workspace = :workspace AND f.name = :name AND f.model_id <> :model) AS x
      """)
  Optional<Integer> taken(long model, String workspace, String name);
}
