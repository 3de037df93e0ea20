package dev.hallmark.server.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Forces the log of a PostgreSQL server by a small commit of its own, which is forced up to itself and so takes every
 * earlier commit along. Its connection is the proof that the server did not crash meanwhile, which ends all connections:
 * what was committed since it connected is still there when it forces.
 *
 * <p>Where the role may not write the message for that commit, each commit of the pool is forced by itself.
 */
final class PostgresForce implements Force {
  private static final String COMMIT = "select pg_logical_emit_message(true, 'hallmark', '')";
  /** Not permitted; no such function. */
  private static final Set<String> CANNOT = Set.of("42501", "42883");

  private static final String LOST = "08006";
  private static final int SILENCE_SECONDS = 30;

  private final DataSource source;
  private final Consumer<Boolean> commitsInGroups;
  private Connection connection; // null while not connected
  private boolean decided;
  private boolean grouped;

  /**
   * @param source of connections whose commits are forced one by one
   * @param commitsInGroups told once, by the first connection, whether the pool may leave forcing to this
   */
  PostgresForce(DataSource source, Consumer<Boolean> commitsInGroups) {
    this.source = source;
    this.commitsInGroups = commitsInGroups;
  }

  @Override
  public void connect() throws SQLException {
    disconnect();
    Connection fresh = source.getConnection();
    try {
      fresh.setNetworkTimeout(Runnable::run, SILENCE_SECONDS * 1000);
      requireForcing(fresh);
      connection = fresh;
    } finally {
      if (connection == null) {
        fresh.close();
      }
    }
  }

  /** Once commits of the pool count on being forced here, a role that may not do so any more has lost the database. */
  private void requireForcing(Connection fresh) throws SQLException {
    if (decided && !grouped) {
      return;
    }
    try {
      commit(fresh);
      grouped = true;
    } catch (SQLException e) {
      if (decided || !CANNOT.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
    }
    if (!decided) {
      decided = true;
      commitsInGroups.accept(grouped);
    }
  }

  private static void commit(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(COMMIT);
    }
  }

  @Override
  public boolean run(boolean awaited) {
    try {
      if (connection == null) {
        throw new SQLRecoverableException("not connected", LOST);
      } else if (awaited && grouped) {
        commit(connection);
      } else if (!awaited && !connection.isValid(SILENCE_SECONDS)) {
        throw new SQLRecoverableException("the connection was lost", LOST);
      }
      return false;
    } catch (SQLException e) {
      disconnect();
      throw new ForceLostException(e);
    }
  }

  @Override
  public void disconnect() {
    Connection old = connection;
    connection = null;
    try {
      if (old != null) {
        old.close();
      }
    } catch (SQLException e) {
      // it was of no use any more
    }
  }
}
