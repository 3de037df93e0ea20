package dev.hallmark.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hallmark.server.storage.commit.GroupCommit;
import dev.hallmark.server.storage.commit.LogFlush;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.engine.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** The connection pool and group commit of a database that has been reached and migrated. */
final class Opened implements AutoCloseable {
  private static final long CONNECTION_WAIT_MILLIS = 10_000;
  private static final int IDLE_CONNECTIONS = 4;

  private final HikariDataSource pool;
  private final GroupCommit groupCommit;

  private Opened(HikariDataSource pool, GroupCommit groupCommit) {
    this.pool = pool;
    this.groupCommit = groupCommit;
  }

  static Opened open(Engine engine, WriteBarrier barrier, Consumer<Throwable> onFailedFlush)
      throws SQLException {
    LogFlush flush = engine.logFlush(barrier);
    try {
      flush.connect();
      Migrations.run(engine, flush);
    } catch (SQLException | RuntimeException e) {
      flush.disconnect();
      throw e;
    }
    HikariDataSource pool = pool(engine);
    Runnable renew = () -> pool.getHikariPoolMXBean().softEvictConnections();
    Opened opened = new Opened(pool, new GroupCommit(flush, onFailedFlush, renew));
    try {
      try (Connection connection = pool.getConnection()) {
        Migrations.requireTables(connection);
      }
      if (opened.readOnly().isEmpty()) {
        opened.await(opened.session());
        engine.backup().discard();
      }
      return opened;
    } catch (SQLException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static HikariDataSource pool(Engine engine) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(engine.pooled());
    config.setMaximumPoolSize(engine.connections());
    config.setMinimumIdle(IDLE_CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
    config.setInitializationFailTimeout(
        -1); // the database was reachable just now; later callers get an exception if it no longer
    // is
    return new HikariDataSource(config);
  }

  /** Throws immediately if the database is unreachable. */
  Connection connection() throws SQLException {
    groupCommit.requireConnected();
    return pool.getConnection();
  }

  long session() {
    return groupCommit.session();
  }

  void await(long session) {
    groupCommit.await(session);
  }

  String readOnly() {
    return groupCommit.readOnly();
  }

  void recheck() {
    groupCommit.recheck();
  }

  boolean isConnected() {
    return groupCommit.isConnected();
  }

  /** Flushes pending commits before closing. */
  @Override
  public void close() {
    groupCommit.close();
    pool.close();
  }
}
