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
 * Flushes the write-ahead log of a PostgreSQL server by a small commit of its own, which flushes the log up to itself and so
 * every earlier commit. Its connection is the proof that the server did not crash meanwhile, which ends all connections:
 * what was committed since it connected is still there when it flushes.
 *
 * <p>Where the role may not write the message for that commit, each commit of the pool is flushed by itself.
 *
 * <p>A server that takes no changes, as a primary that became a standby, is asked again and again, over a new connection
 * each time: where the URL names several servers or a name that moves, the new primary is found.
 */
final class PostgresLogFlush implements LogFlush {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresLogFlush.class);
  private static final String COMMIT = "select pg_logical_emit_message(true, 'hallmark', '')";
  /** On as well while it recovers, which is what a standby does. */
  private static final String READ_ONLY = "show transaction_read_only";
  /** Not permitted; no such function. */
  private static final Set<String> CANNOT = Set.of("42501", "42883");

  private static final String LOST = "08006";
  private static final int SILENCE_SECONDS = 30;

  private final DataSource source;
  private final Runnable onGrouped;
  private Connection connection; // null while not connected
  private boolean decided;
  private boolean grouped;
  private boolean connectedToReadOnly;
  private volatile boolean readOnly;

  /**
   * @param source of connections whose commits are flushed one by one
   * @param onGrouped called once, by the first connection that can write, if the connections of the pool need not flush their commits
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
    tell(connectedToReadOnly);
  }

  private void reconnect() throws SQLException {
    Connection fresh = source.getConnection();
    try {
      fresh.setNetworkTimeout(Runnable::run, SILENCE_SECONDS * 1000);
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

  private void tell(boolean reads) {
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

  /** Once the pool leaves its flushes to this connection, a role that may not do so any more has lost the database. */
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
        return isStillThere();
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

  /** False when it has connected anew, unless to what cannot be written either. */
  private boolean isStillThere() throws SQLException {
    boolean before = readOnly;
    if (!before && !isReadOnly(connection)) {
      return true;
    }
    try {
      reconnect();
    } catch (SQLException e) {
      LOG.debug("no server takes a new connection", e);
      tell(
          isReadOnly(connection)); // throws when it is lost as well; else the pool's may still read
      return true;
    }
    if (connectedToReadOnly) {
      tell(true);
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
      // it was of no use any more
    }
  }
}
