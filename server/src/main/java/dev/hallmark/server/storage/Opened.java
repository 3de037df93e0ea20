package dev.hallmark.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hallmark.server.storage.commit.Force;
import dev.hallmark.server.storage.commit.GroupCommit;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.engine.Engine;
import dev.hallmark.server.storage.failures.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** A database that was reached and migrated: its pool, and the group commit that puts its commits on the disk. */
final class Opened implements AutoCloseable {
  private static final long CONNECTION_WAIT_MILLIS = 10_000;
  private static final int IDLE_CONNECTIONS = 4;

  private final HikariDataSource pool;
  private final GroupCommit groupCommit;

  private Opened(HikariDataSource pool, GroupCommit groupCommit) {
    this.pool = pool;
    this.groupCommit = groupCommit;
  }

  static Opened open(Engine engine, WriteBarrier barrier, Consumer<Throwable> onFailedForce)
      throws SQLException {
    Force force = engine.force(barrier);
    try {
      force.connect();
      migrate(engine, force);
    } catch (SQLException | RuntimeException e) {
      force.disconnect();
      throw e;
    }
    HikariDataSource pool = pool(engine);
    Runnable renew = () -> pool.getHikariPoolMXBean().softEvictConnections();
    Opened opened = new Opened(pool, new GroupCommit(force, onFailedForce, renew));
    try {
      if (opened.readOnly().isEmpty()) {
        opened.await(opened.session());
        engine.backup().discard();
      }
      return opened;
    } catch (RuntimeException e) {
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

  /** A database that has all its tables is not written, so that one that takes no changes can be opened. */
  private static void migrate(Engine engine, Force force) {
    Flyway flyway = Flyway.configure()
        .dataSource(engine.single())
        .locations(engine.migrations().toArray(String[]::new))
        .placeholders(Map.of("text", engine.text()))
        .ignoreMigrationPatterns(new String[0])
        .load();
    try {
      if (flyway.info().pending().length == 0) {
        flyway.validate();
      } else {
        force.requireWritable();
        engine.backup().take();
        flyway.migrate();
      }
    } catch (FlywayValidateException e) {
      // a newer Hallmark has been here: this one does not know what the tables mean to it
      String applied = e.getMessage().lines().skip(1).findFirst().orElse("");
      throw new StorageException("its schema is not of this version of Hallmark. " + applied);
    }
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

  /** Lets those who wait have their force. */
  @Override
  public void close() {
    groupCommit.close();
    pool.close();
  }
}
