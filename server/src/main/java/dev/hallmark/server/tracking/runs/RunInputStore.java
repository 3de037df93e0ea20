package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.inputs.Dataset;
import dev.hallmark.server.tracking.inputs.ModelLink;
import dev.hallmark.server.tracking.runs.RunRows.OwnedLink;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/** Tables {@code dataset}, {@code run_dataset}, {@code run_dataset_tag} and {@code run_model}. */
interface RunInputStore {
  /** Does nothing when the experiment has a dataset of this name and digest. */
  @SqlUpdate("""
      insert into dataset (experiment_id, name, digest, source_type, source, dataset_schema, profile)
      values (:experiment, :name, :digest, :sourceType, :source, :schema, :profile)
      on conflict do nothing
      """)
  void addDataset(long experiment, @BindMethods Dataset dataset);

  @SqlQuery("""
      select id from dataset where experiment_id = :experiment and name = :name and digest = :digest
      """)
  long datasetId(long experiment, String name, String digest);

  /** Answers 0 when they are linked already. */
  @SqlUpdate("""
      insert into run_dataset (run_id, dataset_id, context) values (:run, :dataset, :context)
      on conflict do nothing
      """)
  int link(long run, long dataset, String context);

  @SqlBatch(value = """
      insert into run_dataset_tag (run_id, dataset_id, tag_key, tag_value)
      values (:run, :dataset, :key, :value)
      """, transactional = false)
  void addTags(long run, long dataset, @BindMethods List<KeyValue> tags);

  record Link(long run, long dataset) {}

  @SqlQuery("""
      select run_id as run, dataset_id as dataset from run_dataset
      where run_id = any(:runs) order by run_id, dataset_id
      """)
  @RegisterConstructorMapper(Link.class)
  List<Link> links(List<Long> runs);

  record Identified(long id, Dataset dataset) {}

  @SqlQuery("select * from dataset where id = any(:ids)")
  @UseRowMapper(RunRows.DatasetMapper.class)
  List<Identified> datasets(List<Long> ids);

  record LinkTag(long run, long dataset, String key, String value) {
    Link link() {
      return new Link(run, dataset);
    }

    KeyValue entry() {
      return new KeyValue(key, value);
    }
  }

  @SqlQuery("""
      select run_id as run, dataset_id as dataset, tag_key as "key", tag_value as "value"
      from run_dataset_tag where run_id = any(:runs) order by run_id, dataset_id, tag_key
      """)
  @RegisterConstructorMapper(LinkTag.class)
  List<LinkTag> linkTags(List<Long> runs);

  @SqlBatch(value = """
      insert into run_model (run_id, model_uuid, direction, step)
      values (:run, :modelId, :direction, :step)
      on conflict do nothing
      """, transactional = false)
  void addModels(long run, @BindMethods List<ModelLink> models);

  @SqlQuery("""
      select run_id, model_uuid, direction, step from run_model
      where run_id = any(:runs) order by run_id, direction, model_uuid, step
      """)
  @UseRowMapper(RunRows.LinkMapper.class)
  List<OwnedLink> models(List<Long> runs);
}
