package dev.hallmark.server.artifacts;

import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.events.RegistryEvent.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code artifact_store}: the revision of files without an owner. */
@RegisterRowMapper(StoreHistory.Mapper.class)
public interface StoreHistory {
  int ID = 1;

  @SqlQuery("SELECT revision, revised_at FROM artifact_store WHERE id = 1 FOR UPDATE")
  Revision lock();

  @SqlUpdate("UPDATE artifact_store SET revision = :revision, revised_at = :at WHERE id = 1")
  void revise(long revision, long at);

  /** Locks the row and increases the revision. */
  default Change next(Origin origin, String workspace, long now) {
    Revision last = lock();
    long at = Math.max(now, last.at);
    revise(last.number + 1, at);
    ObjectRef store = new ObjectRef(ObjectRef.Kind.ARTIFACT_STORE, workspace, ID, "artifacts");
    return new Change(origin, store, last.number + 1, at);
  }

  record Revision(long number, long at) {}

  final class Mapper implements RowMapper<Revision> {
    @Override
    public Revision map(ResultSet row, StatementContext context) throws SQLException {
      return new Revision(row.getLong("revision"), row.getLong("revised_at"));
    }
  }
}
