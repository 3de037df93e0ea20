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
  /** Does nothing if the experiment has a dataset with this name and digest. */
  @SqlUpdate("""
      INSERT INTO dataset (experiment_id, name, digest, source_type, source, dataset_schema, profile)
      VALUES (:experiment, :name, :digest, :sourceType, :source, :schema, :profile)
      ON CONFLICT DO NOTHING
      """)
  void addDataset(long experiment, @BindMethods Dataset dataset);

  @SqlQuery("""
      SELECT id FROM dataset WHERE experiment_id = :experiment AND name = :name AND digest = :digest
      """)
  long datasetId(long experiment, String name, String digest);

  /** Returns 0 if the link already exists. */
  @SqlUpdate("""
      INSERT INTO run_dataset (run_id, dataset_id, context) VALUES (:run, :dataset, :context)
      ON CONFLICT DO NOTHING
      """)
  int link(long run, long dataset, String context);

  @SqlBatch(value = """
      INSERT INTO run_dataset_tag (run_id, dataset_id, tag_key, tag_value)
      VALUES (:run, :dataset, :key, :value)
      """, transactional = false)
  void addTags(long run, long dataset, @BindMethods List<KeyValue> tags);

  record Link(long run, long dataset) {}

  @SqlQuery("""
      SELECT run_id AS run, dataset_id AS dataset FROM run_dataset
      WHERE run_id = ANY(:runs) ORDER BY run_id, dataset_id
      """)
  @RegisterConstructorMapper(Link.class)
  List<Link> links(List<Long> runs);

  record Identified(long id, Dataset dataset) {}

  @SqlQuery("""
      SELECT id, name, digest, source_type, source, dataset_schema, profile
      FROM dataset WHERE id = ANY(:ids)
      """)
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
      SELECT run_id AS run, dataset_id AS dataset, tag_key AS "key", tag_value AS "value"
      FROM run_dataset_tag WHERE run_id = ANY(:runs) ORDER BY run_id, dataset_id, tag_key
      """)
  @RegisterConstructorMapper(LinkTag.class)
  List<LinkTag> linkTags(List<Long> runs);

  @SqlBatch(value = """
      INSERT INTO run_model (run_id, model_uuid, direction, step)
      VALUES (:run, :modelId, :direction, :step)
      ON CONFLICT DO NOTHING
      """, transactional = false)
  void addModels(long run, @BindMethods List<ModelLink> models);

  @SqlQuery("""
      SELECT run_id, model_uuid, direction, step FROM run_model
      WHERE run_id = ANY(:runs) ORDER BY run_id, direction, model_uuid, step
      """)
  @UseRowMapper(RunRows.LinkMapper.class)
  List<OwnedLink> models(List<Long> runs);
}
