package dev.hallmark.server.storage;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.engine.Engine;
import dev.hallmark.server.storage.failures.SqlFailures;
import dev.hallmark.server.storage.failures.StorageException;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a database, either immediately or as soon as possible on a background thread. */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
  private static final long PAUSE_MILLIS = 500;

  private final Engine engine;
  private final WriteBarrier barrier;
  private final Consumer<Throwable> onFailedFlush;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Opened opened; // null until the database has been reached
  private volatile boolean ready;
  private volatile Thread opener; // null unless the database is opened in the background

  Opening(Engine engine, WriteBarrier barrier, Consumer<Throwable> onFailedFlush) {
    this.engine = engine;
    this.barrier = barrier;
    this.onFailedFlush = onFailedFlush;
  }

  void now() throws SQLException {
    open();
    ready = true;
  }

  static StorageException cannotBeOpened(Exception cause) {
    return new StorageException(
        "the database cannot be opened: " + SqlFailures.reason(cause), cause);
  }

  private void open() throws SQLException {
    opened = Opened.open(engine, barrier, onFailedFlush);
  }

  /** As {@link Database#prepare}. */
  void prepare(Runnable work, Consumer<RuntimeException> refused) {
    if (ready && succeeds(work)) {
      return;
    }
    ready = false;
    opener = new Thread(() -> openLater(work, refused), "hallmark-opener");
    opener.setDaemon(true);
    opener.start();
  }

  private boolean succeeds(Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      if (SqlFailures.isTransient(e)) {
        LOG.warn("The database takes no changes yet. Requests are refused until it does.");
        return false;
      }
      throw e;
    }
  }

  private void openLater(Runnable work, Consumer<RuntimeException> refused) {
    try {
      while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS) && !ready) {
        ready = isOpenedFor(work);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      refused.accept(e);
    } catch (Throwable e) { // the server would never become ready, so it has to stop
      refused.accept(new IllegalStateException(e));
    }
  }

  private boolean isOpenedFor(Runnable work) {
    try {
      if (opened == null) {
        open();
      }
      work.run();
      LOG.info("The database is there.");
      return true;
    } catch (SQLException | RuntimeException e) {
      if (SqlFailures.isTransient(e)) {
        LOG.debug("the database is still out of reach", e);
        return false;
      }
      throw e instanceof RuntimeException failure && opened != null ? failure : cannotBeOpened(e);
    }
  }

  boolean isReady() {
    return ready && opened.isConnected();
  }

  String readOnly() {
    return isReady() ? opened.readOnly() : "";
  }

  /** Throws UNAVAILABLE until the database is ready, except on the thread that prepares it. */
  Opened reached() {
    Opened current = opened;
    if (current == null || !ready && Thread.currentThread() != opener) {
      throw RegistryException.unavailable(Subject.STORAGE, null);
    }
    return current;
  }

  /** Stops trying to open the database. */
  void end() {
    closing.countDown();
    try {
      if (opener != null) {
        opener.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
