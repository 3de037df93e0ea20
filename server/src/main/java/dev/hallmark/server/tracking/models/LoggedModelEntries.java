package dev.hallmark.server.tracking.models;

import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.OwnedEntry;
import dev.hallmark.server.tracking.models.LoggedModelRows.OwnedMetric;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/** Params, tags and metrics of logged models. */
interface LoggedModelEntries {
  @SqlQuery("""
      SELECT model_id, param_key, param_value FROM logged_model_param
      WHERE model_id = ANY(:models) ORDER BY model_id, param_key
      """)
  @UseRowMapper(OwnedEntry.Mapper.class)
  List<OwnedEntry> params(List<Long> models);

  @SqlBatch(value = """
      INSERT INTO logged_model_param (model_id, param_key, param_value, value_prefix)
      VALUES (:model, :key, :value, :valuePrefix)
      """, transactional = false)
  void addParams(long model, @BindMethods List<KeyValue> params);

  @SqlQuery("""
      SELECT model_id, tag_key, tag_value FROM logged_model_tag
      WHERE model_id = ANY(:models) ORDER BY model_id, tag_key
      """)
  @UseRowMapper(OwnedEntry.Mapper.class)
  List<OwnedEntry> tags(List<Long> models);

  /** Returns the number of changed rows for each tag: 0 if it does not exist. */
  @SqlBatch(value = """
      UPDATE logged_model_tag SET tag_value = :value, value_prefix = :valuePrefix
      WHERE model_id = :model AND tag_key = :key
      """, transactional = false)
  int[] changeTags(long model, @BindMethods List<KeyValue> tags);

  @SqlBatch(value = """
      INSERT INTO logged_model_tag (model_id, tag_key, tag_value, value_prefix)
      VALUES (:model, :key, :value, :valuePrefix)
      """, transactional = false)
  void addTags(long model, @BindMethods List<KeyValue> tags);

  @SqlUpdate("DELETE FROM logged_model_tag WHERE model_id = :model AND tag_key = :key")
  int removeTag(long model, String key);

  @SqlQuery("""
      SELECT x.*, m.model_uuid FROM logged_model_metric x JOIN logged_model m ON m.id = x.model_id
      WHERE x.model_id = ANY(:models)
      ORDER BY x.model_id, x.metric_key, x.ts, x.step, x.run_uuid, x.dataset_name, x.dataset_digest
      """)
  @UseRowMapper(LoggedModelRows.MetricMapper.class)
  List<OwnedMetric> metrics(List<Long> models);

  record NewMetric(
      long model,
      String key,
      long timestamp,
      long step,
      String run,
      String datasetName,
      String datasetDigest,
      double stored,
      boolean nan) {}

  @SqlBatch(value = """
      INSERT INTO logged_model_metric (model_id, metric_key, ts, step, run_uuid, dataset_name, dataset_digest,
        metric_value, is_nan)
      VALUES (:model, :key, :timestamp, :step, :run, :datasetName, :datasetDigest, :stored, :nan)
      ON CONFLICT DO NOTHING
      """, transactional = false)
  void addMetrics(@BindMethods List<NewMetric> metrics);
}
