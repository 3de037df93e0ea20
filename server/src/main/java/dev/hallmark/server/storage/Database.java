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
 * The database: migrated, pooled, with Jdbi on top. One that runs elsewhere may be out of reach, at the start or later:
 * until it is back everything that asks for it is answered UNAVAILABLE. One that takes no changes, for want of room or
 * because it says so, is read all the same.
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
   * Opens, and makes where absent, the database file {@code <folder>/hallmark.mv.db}. Throws {@link StorageException}
   * when another server has it, or when it cannot be opened.
   */
  public static Database file(Path folder) {
    DataFolder held = DataFolder.hold(folder);
    try {
      CopyBeforeMigration backup = new CopyBeforeMigration(held.file("hallmark.mv.db"));
      backup.restore();
      return open(H2.file(folder.resolve("hallmark"), backup), held::close, Database::halt);
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
   * A PostgreSQL database, which other servers may use too. One that cannot be reached is opened later, by {@link
   * #prepare}. Throws {@link StorageException} when somebody has to put something right first.
   *
   * @param url as JDBC has it, {@code jdbc:postgresql://…}
   * @param user empty when the URL names one; the password too
   */
  public static Database postgres(String url, String user, String password) {
    return open(new Postgres(url, user, password), () -> {}, Database::halt);
  }

  /**
   * @param release called when the database is closed
   * @param onFailedFlush must not return where acknowledged changes matter: what is on disk is not known any more
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

  /** A file that cannot be read needs somebody to look after it; room and servers elsewhere come back by themselves. */
  private static boolean mayOpenLater(Engine engine, Exception e) {
    return engine.isEmbedded() ? SqlFailures.isReadOnly(e) : SqlFailures.isTransient(e);
  }

  /**
   * Does what has to be done before the first request: at once if the database is open and takes it, else as soon as it
   * does, beside the requests that are refused meanwhile.
   *
   * @param work may be begun more than once
   * @param refused told, on a thread of its own, that the database will not be opened, or that the work failed
   */
  public void prepare(Runnable work, Consumer<RuntimeException> refused) {
    opening.prepare(work, refused);
  }

  /** Ends the process at once, whatever comes: after a failed flush nobody knows what is on disk. */
  public static void halt(Throwable failure) {
    try {
      OutOfMemory.endIfIn(failure);
      LOG.error(
          "Changes could not be flushed to disk ({}). The server stops at once.",
          SqlFailures.reason(failure));
    } finally { // also when there is no memory to say so
      Runtime.getRuntime().halt(HALTED);
    }
  }

  /** The failure as an answer where it is one, else as it is. */
  public static RuntimeException explain(RuntimeException failure) {
    return SqlFailures.translate(failure);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /** Whether it lives in this process, so that nobody else writes it. */
  public boolean isEmbedded() {
    return engine.isEmbedded();
  }

  /** Whether requests can be served just now. */
  public boolean isReady() {
    return opening.isReady();
  }

  /** What takes no changes just now though reads are served, {@code disk} or {@code database}; empty while all is well. */
  public String readOnly() {
    return opening.readOnly();
  }

  /** A transaction was refused as the database is read-only: its connections may be those to one that was replaced. */
  void doubt() {
    opening.reached().doubt();
  }

  WriteBarrier barrier() {
    return barrier;
  }

  /** To be asked before a transaction begins whose commit is to be awaited; UNAVAILABLE while it could not commit. */
  long session() {
    return opening.reached().session();
  }

  /** Returns when everything committed by now is flushed that was begun in this session; UNAVAILABLE when it may not be. */
  void awaitFlush(long session) {
    opening.reached().await(session);
  }

  /** Flushes for those who wait, and leaves a file that opens without recovery. */
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
