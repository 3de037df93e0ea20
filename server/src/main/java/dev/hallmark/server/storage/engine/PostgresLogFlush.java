package dev.hallmark.server.storage.engine;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.commit.CommitLostException;
import dev.hallmark.server.storage.commit.LogFlush;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flushes the write-ahead log of a PostgreSQL server by a small synchronous commit, which also flushes all earlier commits. As long as its
 * connection is open, the server has not crashed, since a crash ends all connections. So everything that was committed since it connected
 * still exists when it flushes.
 *
 * <p>If the role is not allowed to write the message for that commit, each commit of the pool is flushed on its own.
 *
 * <p>A read-only server, such as a primary that became a standby, is polled over new connections: if the URL has several servers or a host
 * name that moves, this finds the new primary.
 */
final class PostgresLogFlush implements LogFlush {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresLogFlush.class);
  private static final String COMMIT = "select pg_logical_emit_message(true, 'hallmark', '')";
  /** Also on during recovery, which is the state of a standby. */
  private static final String READ_ONLY = "show transaction_read_only";
  /** Insufficient privilege; undefined function. */
  private static final Set<String> CANNOT = Set.of("42501", "42883");

  private static final String LOST = "08006";
  private static final int NETWORK_TIMEOUT_SECONDS = 30;

  private final DataSource source;
  private final Runnable onGrouped;
  private Connection connection; // null if not connected
  private boolean decided;
  private boolean grouped;
  private boolean connectedToReadOnly;
  private volatile boolean readOnly;

  /**
   * @param source connections with synchronous commits
   * @param onGrouped called once, by the first writable connection, if the pool can use asynchronous commits
   */
  PostgresLogFlush(DataSource source, Runnable onGrouped) {
    this.source = source;
    this.onGrouped = onGrouped;
  }

  @Override
  public void connect() throws SQLException {
    reconnect();
    resume();
  }

  @Override
  public void resume() {
    setReadOnly(connectedToReadOnly);
  }

  private void reconnect() throws SQLException {
    Connection fresh = source.getConnection();
    try {
      fresh.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_SECONDS * 1000);
      boolean reads = isReadOnly(fresh);
      if (!reads) {
        requireFlushing(fresh);
      }
      connectedToReadOnly = reads;
    } catch (SQLException | RuntimeException e) {
      fresh.close();
      throw e;
    }
    disconnect();
    connection = fresh;
  }

  private void setReadOnly(boolean reads) {
    if (reads && !readOnly) {
      LOG.warn("The database takes no changes. They are refused, reads are served.");
    } else if (readOnly && !reads) {
      LOG.info("The database takes changes again.");
    }
    readOnly = reads;
  }

  private static boolean isReadOnly(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(READ_ONLY)) {
      return row.next() && row.getString(1).equals("on");
    }
  }

  /**
   * Checks that this connection can flush. Once the pool uses asynchronous commits, a role that loses this permission makes the database
   * unavailable.
   */
  private void requireFlushing(Connection fresh) throws SQLException {
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
    if (grouped && !decided) {
      onGrouped.run();
    }
    decided = true;
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
      }
      if (!awaited) {
        return checkConnection();
      }
      if (grouped) {
        commit(connection);
      }
      return true;
    } catch (SQLException e) {
      disconnect();
      throw new CommitLostException(e);
    }
  }

  /** Checks the connection. Returns false if it has reconnected, unless to another read-only server. */
  private boolean checkConnection() throws SQLException {
    boolean before = readOnly;
    if (!before && !isReadOnly(connection)) {
      return true;
    }
    try {
      reconnect();
    } catch (SQLException e) {
      LOG.debug("no server takes a new connection", e);
      setReadOnly(isReadOnly(
          connection)); // also throws if the connection is lost; otherwise connections of the pool
      // can still read
      return true;
    }
    if (connectedToReadOnly) {
      setReadOnly(true);
    }
    return before && connectedToReadOnly;
  }

  @Override
  public void requireWritable() {
    if (readOnly) {
      throw RegistryException.readOnly("database");
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
      // the connection is discarded anyway
    }
  }
}
