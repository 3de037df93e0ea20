package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.memory.HeapBudget;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.Revision;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.inputs.Dataset;
import dev.hallmark.server.tracking.inputs.ModelLink;
import dev.hallmark.server.tracking.runs.RunInputStore.Identified;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Row mappers of runs. They are public because Jdbi instantiates them. */
final class RunRows {
  private RunRows() {}

  /** @param key the internal id */
  record Stored(long key, String workspace, RunInfo info, Revision revision) {
    Resource resource() {
      return Resource.experiment(info.experiment().value());
    }

    ObjectRef ref() {
      return new ObjectRef(ObjectRef.Kind.RUN, workspace, key, info.id().value());
    }

    Stored requireActive() {
      if (!info.active()) {
        throw RegistryException.invalid(Subject.RUN, Reason.DELETED, "run_id", info.id());
      }
      return this;
    }
  }

  public static final class StoredMapper implements RowMapper<Stored> {
    @Override
    public Stored map(ResultSet row, StatementContext ctx) throws SQLException {
      long ended = row.getLong("end_time");
      long endTime = row.wasNull() ? RunInfo.NOT_ENDED : ended;
      RunInfo info = new RunInfo(
          new RunId(row.getString("run_uuid")),
          new ExperimentId(row.getLong("experiment_id")),
          row.getString("name"),
          row.getString("user_id"),
          RunStatus.valueOf(row.getString("status")),
          row.getLong("start_time"),
          endTime,
          row.getString("artifact_uri"),
          row.getBoolean("is_active"));
      return new Stored(
          row.getLong("id"),
          row.getString("workspace"),
          info,
          new Revision(row.getLong("revision"), row.getLong("revised_at")));
    }
  }

  public static final class FolderMapper implements RowMapper<RunFolders.RunFolder> {
    @Override
    public RunFolders.RunFolder map(ResultSet row, StatementContext ctx) throws SQLException {
      return new RunFolders.RunFolder(
          new ObjectRef(ObjectRef.Kind.RUN, row.getString(4), row.getLong(1), row.getString(2)),
          Resource.experiment(row.getLong(3)),
          row.getString(5),
          row.getBoolean(6));
    }
  }

  record OwnedPoint(long owner, MetricPoint point) {}

  public static final class PointMapper implements RowMapper<OwnedPoint> {
    @Override
    public OwnedPoint map(ResultSet row, StatementContext ctx) throws SQLException {
      MetricPoint point = MetricPoint.of(row);
      HeapBudget.read(point.key());
      return new OwnedPoint(row.getLong("run_id"), point);
    }
  }

  record OwnedLink(long owner, ModelLink link) {}

  public static final class LinkMapper implements RowMapper<OwnedLink> {
    @Override
    public OwnedLink map(ResultSet row, StatementContext ctx) throws SQLException {
      ModelLink link = new ModelLink(
          ModelLink.Direction.valueOf(row.getString("direction")),
          HeapBudget.read(row.getString("model_uuid")),
          row.getLong("step"));
      return new OwnedLink(row.getLong("run_id"), link);
    }
  }

  public static final class DatasetMapper implements RowMapper<Identified> {
    @Override
    public Identified map(ResultSet row, StatementContext ctx) throws SQLException {
      Dataset dataset = new Dataset(
          row.getString("name"),
          row.getString("digest"),
          row.getString("source_type"),
          HeapBudget.read(row.getString("source")),
          HeapBudget.read(row.getString("dataset_schema")),
          HeapBudget.read(row.getString("profile")));
      return new Identified(row.getLong("id"), dataset);
    }
  }
}
