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

/** What hangs on logged models: their params, tags and metrics. */
interface LoggedModelEntries {
  @SqlQuery("""
      select model_id, param_key, param_value from logged_model_param
      where model_id = any(:models) order by model_id, param_key
      """)
  @UseRowMapper(OwnedEntry.Mapper.class)
  List<OwnedEntry> params(List<Long> models);

  @SqlBatch(value = """
      insert into logged_model_param (model_id, param_key, param_value, value_prefix)
      values (:model, :key, :value, :valuePrefix)
      """, transactional = false)
  void addParams(long model, @BindMethods List<KeyValue> params);

  @SqlQuery("""
      select model_id, tag_key, tag_value from logged_model_tag
      where model_id = any(:models) order by model_id, tag_key
      """)
  @UseRowMapper(OwnedEntry.Mapper.class)
  List<OwnedEntry> tags(List<Long> models);

  /** Answers per tag how many rows changed: 0 for one that is not there yet. */
  @SqlBatch(value = """
      update logged_model_tag set tag_value = :value, value_prefix = :valuePrefix
      where model_id = :model and tag_key = :key
      """, transactional = false)
  int[] changeTags(long model, @BindMethods List<KeyValue> tags);

  @SqlBatch(value = """
      insert into logged_model_tag (model_id, tag_key, tag_value, value_prefix)
      values (:model, :key, :value, :valuePrefix)
      """, transactional = false)
  void addTags(long model, @BindMethods List<KeyValue> tags);

  @SqlUpdate("delete from logged_model_tag where model_id = :model and tag_key = :key")
  int removeTag(long model, String key);

  @SqlQuery("""
      select x.*, m.model_uuid from logged_model_metric x join logged_model m on m.id = x.model_id
      where x.model_id = any(:models)
      order by x.model_id, x.metric_key, x.ts, x.step, x.run_uuid, x.dataset_name, x.dataset_digest
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
      insert into logged_model_metric (model_id, metric_key, ts, step, run_uuid, dataset_name, dataset_digest,
        metric_value, is_nan)
      values (:model, :key, :timestamp, :step, :run, :datasetName, :datasetDigest, :stored, :nan)
      on conflict do nothing
      """, transactional = false)
  void addMetrics(@BindMethods List<NewMetric> metrics);
}
