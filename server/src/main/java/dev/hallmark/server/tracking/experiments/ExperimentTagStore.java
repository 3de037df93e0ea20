package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.tracking.OwnedEntry;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

interface ExperimentTagStore {
  @SqlQuery("""
      select experiment_id, tag_key, tag_value from experiment_tag
      where experiment_id = any(:experiments)
      order by experiment_id, tag_key
      """)
  @UseRowMapper(OwnedEntry.Mapper.class)
  List<OwnedEntry> tags(List<Long> experiments);

  @SqlUpdate("""
      update experiment_tag set tag_value = :value, value_prefix = :valuePrefix
      where experiment_id = :experiment and tag_key = :key
      """)
  int changeTag(long experiment, String key, String value, String valuePrefix);

  @SqlUpdate("""
      insert into experiment_tag (experiment_id, tag_key, tag_value, value_prefix)
      values (:experiment, :key, :value, :valuePrefix)
      """)
  void addTag(long experiment, String key, String value, String valuePrefix);

  @SqlUpdate("delete from experiment_tag where experiment_id = :experiment and tag_key = :key")
  int removeTag(long experiment, String key);

  @SqlQuery("""
      select count(*) from experiment_tag
      where experiment_id = :experiment and tag_key like :prefix || '%' escape ''
      """)
  int countTags(long experiment, String prefix);
}
