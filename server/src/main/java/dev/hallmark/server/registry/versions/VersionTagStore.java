package dev.hallmark.server.registry.versions;

import dev.hallmark.server.registry.tags.TagRow;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tags of versions by the internal id of the version. */
public interface VersionTagStore {
  @SqlBatch("""
      INSERT INTO version_tag (version_id, tag_key, tag_value, value_prefix)
      VALUES (:version, :tagKey, :tagValue, :valuePrefix)
      """)
  void add(long version, @BindMethods List<TagRow> tags);

  @SqlUpdate("""
      UPDATE version_tag SET tag_value = :tagValue, value_prefix = :valuePrefix
      WHERE version_id = :version AND tag_key = :tagKey
      """)
  void change(long version, @BindMethods TagRow tag);

  @SqlQuery("SELECT tag_value FROM version_tag WHERE version_id = :version AND tag_key = :key")
  Optional<String> find(long version, String key);

  @SqlUpdate("DELETE FROM version_tag WHERE version_id = :version AND tag_key = :key")
  void delete(long version, String key);
}
