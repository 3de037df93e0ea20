package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.tracking.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Row mappers of table {@code experiment}. They are public because Jdbi instantiates them. */
final class ExperimentRows {
  private ExperimentRows() {}

  /** An experiment without its tags. */
  public static final class Plain implements RowMapper<Experiment> {
    @Override
    public Experiment map(ResultSet row, StatementContext ctx) throws SQLException {
      return new Experiment(
          new ExperimentId(row.getLong("id")),
          row.getString("workspace"),
          row.getString("name"),
          row.getString("artifact_location"),
          row.getBoolean("active"),
          row.getLong("created_at"),
          row.getLong("updated_at"),
          List.of());
    }
  }

  public static final class Locked implements RowMapper<LockedExperiment> {
    @Override
    public LockedExperiment map(ResultSet row, StatementContext ctx) throws SQLException {
      return new LockedExperiment(
          new ExperimentId(row.getLong("id")),
          row.getString("workspace"),
          row.getString("name"),
          row.getString("artifact_location"),
          row.getBoolean("active"),
          row.getLong("lifecycle_revision"),
          new Revision(row.getLong("revision"), row.getLong("revised_at")));
    }
  }
}
