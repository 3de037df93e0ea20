package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.tracking.OwnedEntry;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

interface ExperimentTagStore {
  @SqlQuery("""
      SELECT experiment_id, tag_key, tag_value FROM experiment_tag
      WHERE experiment_id = ANY(:experiments)
      ORDER BY experiment_id, tag_key
      """)
  @UseRowMapper(OwnedEntry.Mapper.class)
  List<OwnedEntry> tags(List<Long> experiments);

  @SqlUpdate("""
      UPDATE experiment_tag SET tag_value = :value, value_prefix = :valuePrefix
      WHERE experiment_id = :experiment AND tag_key = :key
      """)
  int changeTag(long experiment, String key, String value, String valuePrefix);

  @SqlUpdate("""
      INSERT INTO experiment_tag (experiment_id, tag_key, tag_value, value_prefix)
      VALUES (:experiment, :key, :value, :valuePrefix)
      """)
  void addTag(long experiment, String key, String value, String valuePrefix);

  @SqlUpdate("DELETE FROM experiment_tag WHERE experiment_id = :experiment AND tag_key = :key")
  int removeTag(long experiment, String key);

  @SqlQuery("""
      SELECT count(*) FROM experiment_tag
      WHERE experiment_id = :experiment AND tag_key LIKE :prefix || '%' ESCAPE ''
      """)
  int countTags(long experiment, String prefix);
}
