package dev.hallmark.server.registry.batches;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Changes many rows of a model while its row is locked. */
interface BatchStore {
  /** Counts up to this maximum. */
  @SqlQuery("""
      SELECT count(*) FROM (SELECT 1 AS one FROM model_version WHERE model_id = :model LIMIT :most) AS counted
      """)
  int countVersions(long model, int most);

  @SqlQuery("""
      SELECT count(*) FROM (SELECT 1 AS one FROM model_alias WHERE model_id = :model LIMIT :most) AS counted
      """)
  int countAliases(long model, int most);

  @SqlUpdate("UPDATE registered_model SET versions_updated_at = :at WHERE id = :model")
  void setVersionsUpdatedAt(long model, long at);

  /** Hides the model from all searches by workspace and name, and frees its name. */
  @SqlUpdate("""
      UPDATE registered_model SET workspace = '', name = :name, name_folded = :name, revised_at = :at
      WHERE id = :model
      """)
  void hide(long model, String name, long at);

  /** @param lastVersion the highest assigned version number */
  record LargeModel(boolean deleted, int lastVersion, long versionsUpdatedAt, long revisedAt) {}

  @SqlQuery("""
      SELECT workspace = '' AS deleted, last_version, versions_updated_at, revised_at
      FROM registered_model WHERE id = :model
      FOR UPDATE
      """)
  @RegisterConstructorMapper(LargeModel.class)
  Optional<LargeModel> lock(long model);

  @SqlUpdate("""
      UPDATE model_version SET updated_at = :at
      WHERE model_id = :model AND version > :after AND version <= :last AND updated_at < :at
      """)
  void touch(long model, int after, int last, long at);

  /** The digests of seals of these versions. */
  @SqlQuery("""
      SELECT DISTINCT digest FROM model_version
      WHERE model_id = :model AND version > :after AND version <= :last AND digest <> '' AND location = ''
      """)
  List<String> seals(long model, int after, int last);

  @SqlUpdate("""
      DELETE FROM model_version WHERE model_id = :model AND version > :after AND version <= :last
      """)
  void deleteVersions(long model, int after, int last);

  @SqlQuery("SELECT alias FROM model_alias WHERE model_id = :model LIMIT :limit")
  List<String> aliases(long model, int limit);

  @SqlBatch("DELETE FROM model_alias WHERE model_id = :model AND alias = :alias")
  void deleteAliases(long model, List<String> alias);
}
