package dev.hallmark.server.registry.models;

import dev.hallmark.server.registry.tags.TagRow;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

public interface ModelTagStore {
  @SqlBatch("""
      INSERT INTO model_tag (model_id, tag_key, tag_value, value_prefix)
      VALUES (:model, :tagKey, :tagValue, :valuePrefix)
      """)
  void add(long model, @BindMethods List<TagRow> tags);

  @SqlUpdate("""
      UPDATE model_tag SET tag_value = :tagValue, value_prefix = :valuePrefix
      WHERE model_id = :model AND tag_key = :tagKey
      """)
  void change(long model, @BindMethods TagRow tag);

  @SqlQuery("SELECT tag_value FROM model_tag WHERE model_id = :model AND tag_key = :key")
  Optional<String> find(long model, String key);

  @SqlUpdate("DELETE FROM model_tag WHERE model_id = :model AND tag_key = :key")
  void delete(long model, String key);
}
