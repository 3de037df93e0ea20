package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.OwnedEntry;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/** Tables {@code param} and {@code run_tag}. Their rows repeat the experiment and start time of the run for searches. */
interface RunEntryStore {
  @SqlQuery("""
      SELECT run_id, param_key, param_value FROM param
      WHERE run_id = ANY(:runs) ORDER BY run_id, param_key
      """)
  @UseRowMapper(OwnedEntry.Mapper.class)
  List<OwnedEntry> params(List<Long> runs);

  @SqlQuery("""
      SELECT run_id, param_key, param_value FROM param WHERE run_id = :run AND param_key = ANY(:keys)
      """)
  @UseRowMapper(OwnedEntry.Mapper.class)
  List<OwnedEntry> params(long run, List<String> keys);

  @SqlBatch(value = """
      INSERT INTO param (run_id, param_key, param_value, value_prefix, experiment_id, start_time)
      VALUES (:run, :key, :value, :valuePrefix, :experiment, :startTime)
      """, transactional = false)
  void addParams(long run, long experiment, long startTime, @BindMethods List<KeyValue> params);

  @SqlQuery("""
      SELECT run_id, tag_key, tag_value FROM run_tag
      WHERE run_id = ANY(:runs) ORDER BY run_id, tag_key
      """)
  @UseRowMapper(OwnedEntry.Mapper.class)
  List<OwnedEntry> tags(List<Long> runs);

  @SqlQuery("SELECT run_id, tag_key, tag_value FROM run_tag WHERE run_id = :run AND tag_key = :key")
  @UseRowMapper(OwnedEntry.Mapper.class)
  List<OwnedEntry> tag(long run, String key);

  /** Returns the number of changed rows for each tag: 0 if it does not exist. */
  @SqlBatch(value = """
      UPDATE run_tag SET tag_value = :value, value_prefix = :valuePrefix WHERE run_id = :run AND tag_key = :key
      """, transactional = false)
  int[] changeTags(long run, @BindMethods List<KeyValue> tags);

  @SqlBatch(value = """
      INSERT INTO run_tag (run_id, tag_key, tag_value, value_prefix, experiment_id, start_time)
      VALUES (:run, :key, :value, :valuePrefix, :experiment, :startTime)
      """, transactional = false)
  void addTags(long run, long experiment, long startTime, @BindMethods List<KeyValue> tags);

  @SqlUpdate("DELETE FROM run_tag WHERE run_id = :run AND tag_key = :key")
  int removeTag(long run, String key);
}
