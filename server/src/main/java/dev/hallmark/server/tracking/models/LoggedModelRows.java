package dev.hallmark.server.tracking.models;

import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.memory.HeapBudget;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.Revision;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Row mappers of logged models. They are public because Jdbi instantiates them. */
final class LoggedModelRows {
  private LoggedModelRows() {}

  /** @param id the internal id */
  record Stored(long id, String workspace, LoggedModel.Info info, Revision revision) {
    Resource resource() {
      return Resource.experiment(info.experiment().value());
    }

    ObjectRef ref() {
      return new ObjectRef(ObjectRef.Kind.LOGGED_MODEL, workspace, id, info.modelId());
    }
  }

  public static final class StoredMapper implements RowMapper<Stored> {
    @Override
    public Stored map(ResultSet row, StatementContext ctx) throws SQLException {
      LoggedModel.Info info = new LoggedModel.Info(
          row.getString("model_uuid"),
          new ExperimentId(row.getLong("experiment_id")),
          row.getString("name"),
          row.getString("model_type"),
          row.getString("source_run_uuid"),
          row.getString("artifact_uri"),
          LoggedModelStatus.of(row.getInt("status")),
          row.getString("status_message"),
          row.getBoolean("active"),
          row.getLong("created_at"),
          row.getLong("updated_at"));
      return new Stored(
          row.getLong("id"),
          row.getString("workspace"),
          info,
          new Revision(row.getLong("revision"), row.getLong("revised_at")));
    }
  }

  record OwnedMetric(long owner, ModelMetric metric) {}

  public static final class MetricMapper implements RowMapper<OwnedMetric> {
    @Override
    public OwnedMetric map(ResultSet row, StatementContext ctx) throws SQLException {
      ModelMetric metric = new ModelMetric(
          row.getString("model_uuid"),
          MetricPoint.of(row),
          HeapBudget.read(row.getString("run_uuid")),
          row.getString("dataset_name"),
          row.getString("dataset_digest"));
      return new OwnedMetric(row.getLong("model_id"), metric);
    }
  }
}
