package dev.hallmark.server.storage;

import dev.hallmark.server.error.OutOfMemory;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.engine.Engine;
import dev.hallmark.server.storage.engine.H2;
import dev.hallmark.server.storage.engine.Postgres;
import dev.hallmark.server.storage.failures.SchemaException;
import dev.hallmark.server.storage.failures.SqlFailures;
import dev.hallmark.server.storage.failures.StorageException;
import dev.hallmark.server.storage.migration.CopyBeforeMigration;
import dev.hallmark.server.storage.migration.DataFolder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database: migrated, with a connection pool and Jdbi. A PostgreSQL server may be unreachable, at the start or later; until it is
 * reachable again, all calls throw UNAVAILABLE. A database that is read-only, because its disk is full or by its own state, still serves
 * reads.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int HALTED = 3;

  private final Engine engine;
  private final Runnable release;
  private final WriteBarrier barrier = new WriteBarrier();
  private final Jdbi jdbi;
  private final Opening opening;

  private Database(Engine engine, Runnable release, Consumer<Throwable> onFailedFlush) {
    this.engine = engine;
    this.release = release;
    this.opening = new Opening(engine, barrier, onFailedFlush);
    this.jdbi = SharedSqlObjects.install(Jdbi.create(() -> opening.reached().connection()));
  }

  /**
   * Opens the database file {@code <folder>/hallmark.mv.db}; creates it if missing. Throws {@link StorageException} if another server uses
   * it or it cannot be opened.
   */
  public static Database file(Path folder) {
    DataFolder held = DataFolder.lock(folder);
    try {
      CopyBeforeMigration backup = new CopyBeforeMigration(held.file("hallmark.mv.db"));
      backup.restore();
      return open(H2.file(folder.resolve("hallmark"), backup), held::close, Database::halt);
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /** A database in memory; for tests. */
  public static Database memory() {
    return open(H2.memory(), () -> {}, Database::halt);
  }

  /**
   * A PostgreSQL database, which other servers can use too. If it is unreachable, {@link #prepare} opens it later. Throws
   * {@link StorageException} if the operator has to correct something first.
   *
   * @param url a JDBC URL, {@code jdbc:postgresql://…}
   * @param user empty if the URL contains one; the same holds for the password
   */
  public static Database postgres(String url, String user, String password) {
    return open(new Postgres(url, user, password), () -> {}, Database::halt);
  }

  /**
   * @param release called after the database has been closed
   * @param onFailedFlush must not return if acknowledged changes matter, because the state on disk is then unknown
   */
  static Database open(Engine engine, Runnable release, Consumer<Throwable> onFailedFlush) {
    Database database = new Database(engine, release, onFailedFlush);
    try {
      database.opening.now();
      return database;
    } catch (SQLException | RuntimeException e) {
      if (!mayOpenLater(engine, e)) {
        StorageException failure = Opening.cannotBeOpened(e);
        database.shutDown(failure, e instanceof SchemaException);
        throw failure;
      }
      LOG.warn(
          "The database cannot be used yet ({}). Requests are refused until it can.",
          SqlFailures.reason(e));
    }
    return database;
  }

  /** Whether opening can be retried. A file that cannot be read needs the operator; disk space and remote servers recover without one. */
  private static boolean mayOpenLater(Engine engine, Exception e) {
    return engine.isEmbedded() ? SqlFailures.isReadOnly(e) : SqlFailures.isTransient(e);
  }

  /**
   * Runs the work that must precede the first request: immediately if the database is open and writable, otherwise in the background as
   * soon as it is. Until then, requests are rejected.
   *
   * @param work may run more than once
   * @param refused called on a background thread if the database cannot be opened or the work failed
   */
  public void prepare(Runnable work, Consumer<RuntimeException> refused) {
    opening.prepare(work, refused);
  }

  /** Ends the process immediately, whatever happens: after a failed flush the state on disk is unknown. */
  public static void halt(Throwable failure) {
    try {
      OutOfMemory.endIfIn(failure);
      LOG.error(
          "Changes could not be flushed to disk ({}). The server stops at once.",
          SqlFailures.reason(failure));
    } finally { // even if there is no memory to log the failure
      Runtime.getRuntime().halt(HALTED);
    }
  }

  /** Converts a failure of the database to a {@code RegistryException}; returns other failures unchanged. */
  public static RuntimeException explain(RuntimeException failure) {
    return SqlFailures.translate(failure);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /** Whether the database runs in this process, so that no other process writes to it. */
  public boolean isEmbedded() {
    return engine.isEmbedded();
  }

  /** Whether requests can be served now. */
  public boolean isReady() {
    return opening.isReady();
  }

  /** Why the database is read-only now: {@code disk} or {@code database}; empty if it is writable. */
  public String readOnly() {
    return opening.readOnly();
  }

  /** A transaction failed because the database is read-only. The pool may be connected to a server that has been replaced. */
  void recheck() {
    opening.reached().recheck();
  }

  WriteBarrier barrier() {
    return barrier;
  }

  /** Must be called before a transaction whose flush is awaited. Throws UNAVAILABLE if the database cannot commit now. */
  long session() {
    return opening.reached().session();
  }

  /** Waits until all commits of this session so far are flushed. Throws UNAVAILABLE if that may never happen. */
  void awaitFlush(long session) {
    opening.reached().await(session);
  }

  /** Flushes pending commits and closes the file cleanly, so that it opens without recovery. */
  @Override
  public void close() {
    opening.end();
    StorageException failure = new StorageException("the database did not close");
    shutDown(failure, false);
    release.run();
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  private void shutDown(StorageException failure, boolean unchanged) {
    opening.close();
    try {
      if (unchanged) {
        engine.shutDownUnchanged();
      } else {
        engine.shutDown();
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
