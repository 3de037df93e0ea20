package dev.hallmark.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open database: migrated, pooled, with Jdbi on top, and with the syncer that puts its commits on the disk. */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int CONNECTIONS = 32;
  private static final long CONNECTION_WAIT_MILLIS = 10_000;
  private static final int HALTED = 3;

  private final Engine engine;
  private final HikariDataSource pool;
  private final Runnable release;
  private final Gate gate = new Gate();
  private final Jdbi jdbi;
  private final Syncer syncer;

  private Database(
      Engine engine, HikariDataSource pool, Runnable release, Consumer<Throwable> onFailedForce)
      throws SQLException {
    this.engine = engine;
    this.pool = pool;
    this.release = release;
    this.jdbi = Jdbi.create(pool).installPlugin(new SqlObjectPlugin());
    try (Connection connection = pool.getConnection()) {
      this.syncer = new Syncer(engine.force(connection, gate), onFailedForce);
    }
  }

  /**
   * Opens, and makes where absent, the database file {@code <folder>/hallmark.mv.db}. Throws {@link StorageException}
   * when another server has it, or when it cannot be opened.
   */
  public static Database file(Path folder) {
    DataFolder held = DataFolder.hold(folder);
    try {
      held.file("hallmark.mv.db");
      return open(H2.file(folder.resolve("hallmark")), held::close, Database::halt);
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /** A database that lives as long as it is open; for tests. */
  public static Database memory() {
    return open(H2.memory(), () -> {}, Database::halt);
  }

  /**
   * @param release called when the database is closed
   * @param onFailedForce must not return where acknowledged changes matter: what the disk holds is not known any more
   */
  static Database open(Engine engine, Runnable release, Consumer<Throwable> onFailedForce) {
    HikariDataSource pool = null;
    try {
      pool = pool(engine);
      migrate(engine, pool);
      Database database = new Database(engine, pool, release, onFailedForce);
      database.awaitForce();
      return database;
    } catch (SQLException | RuntimeException e) {
      StorageException failure =
          new StorageException("the database cannot be opened: " + firstLine(e), e);
      if (pool != null) {
        end(engine, pool).ifPresent(failure::addSuppressed);
      }
      throw failure;
    }
  }

  private static HikariDataSource pool(Engine engine) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(engine.url());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
    return new HikariDataSource(config);
  }

  private static void migrate(Engine engine, HikariDataSource pool) {
    try {
      Flyway.configure()
          .dataSource(pool)
          .locations(engine.migrations().toArray(String[]::new))
          .placeholders(Map.of("text", engine.text()))
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    } catch (FlywayValidateException e) {
      // a newer Hallmark has been here: this one does not know what the tables mean to it
      String applied = e.getMessage().lines().skip(1).findFirst().orElse("");
      throw new StorageException("its schema is not of this version of Hallmark. " + applied);
    }
  }

  /** Ends the process at once: after a failed force nobody knows what is on disk. */
  public static void halt(Throwable failure) {
    LOG.error(
        "Changes could not be forced to disk ({}). The server stops at once.", firstLine(failure));
    Runtime.getRuntime().halt(HALTED);
  }

  private static String firstLine(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage())
        .lines()
        .findFirst()
        .orElse(root.getClass().getSimpleName());
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  Gate gate() {
    return gate;
  }

  /** Returns when everything committed by now is on the disk; UNAVAILABLE when it may not be. */
  void awaitForce() {
    syncer.await();
  }

  /** Lets those who wait have their force, and leaves a file that opens without recovery. */
  @Override
  public void close() {
    syncer.close();
    Optional<SQLException> failure = end(engine, pool);
    release.run();
    if (failure.isPresent()) {
      throw new StorageException(
          "the database did not close: " + firstLine(failure.get()), failure.get());
    }
  }

  private static Optional<SQLException> end(Engine engine, HikariDataSource pool) {
    pool.close();
    try {
      engine.shutDown();
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }
}
