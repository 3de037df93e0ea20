package dev.hallmark.server.workspaces;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code workspace}. */
interface WorkspaceStore {
  @SqlQuery("SELECT name, description FROM workspace ORDER BY name")
  @RegisterConstructorMapper(Workspace.class)
  List<Workspace> all();

  @SqlQuery("SELECT name, description FROM workspace WHERE name = :name")
  @RegisterConstructorMapper(Workspace.class)
  Optional<Workspace> find(String name);

  @SqlQuery("""
      SELECT id, name, description, revision, revised_at FROM workspace WHERE name = :name FOR UPDATE
      """)
  @RegisterRowMapper(LockedMapper.class)
  Optional<LockedWorkspace> lock(String name);

  /** Empty if a workspace with this name exists. */
  @SqlUpdate("""
      INSERT INTO workspace (name, description, revision, revised_at)
      VALUES (:name, :description, 1, :at)
      ON CONFLICT DO NOTHING
      """)
  @GetGeneratedKeys("id")
  Optional<Long> addIfAbsent(String name, String description, long at);

  @SqlUpdate("""
      UPDATE workspace SET description = :description, revision = :revision, revised_at = :at
      WHERE id = :id
      """)
  void describe(long id, String description, long revision, long at);

  @SqlUpdate("DELETE FROM workspace WHERE id = :id")
  void delete(long id);

  final class LockedMapper implements RowMapper<LockedWorkspace> {
    @Override
    public LockedWorkspace map(ResultSet row, StatementContext context) throws SQLException {
      return new LockedWorkspace(
          row.getLong("id"),
          row.getString("name"),
          row.getString("description"),
          row.getLong("revision"),
          row.getLong("revised_at"));
    }
  }
}
