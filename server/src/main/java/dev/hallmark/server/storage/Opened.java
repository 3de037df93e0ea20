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

/** A database that was reached and migrated: its pool, and the group commit that flushes its commits. */
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
        -1); // it was reached just now; who asks hears if that has changed
    return new HikariDataSource(config);
  }

  /** Refused at once while the database is out of reach. */
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

  void doubt() {
    groupCommit.doubt();
  }

  boolean isConnected() {
    return groupCommit.isConnected();
  }

  /** Flushes for those who wait. */
  @Override
  public void close() {
    groupCommit.close();
    pool.close();
  }
}
