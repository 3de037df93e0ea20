package dev.hallmark.server.storage.engine;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.commit.LogFlush;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.file.FlushedPath;
import dev.hallmark.server.storage.file.LostChunks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;

/**
 * Captures a consistent state of an H2 database at the barrier, which is work in memory, and has it written and flushed after
 * the barrier is open again. H2's own background writer is switched off, as it would capture without the barrier; so the space
 * of old versions is freed here too, a little at a time.
 */
final class H2LogFlush implements LogFlush {
  private static final long TIDY_EVERY = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int SPARSE_PERCENT = 50;
  private static final int TIDY_BYTES = 1 << 20;

  private final H2 engine;
  private final WriteBarrier barrier;
  private MVStore store; // null while not connected
  private long tidied = System.nanoTime();
  private boolean tidy = true;

  H2LogFlush(H2 engine, WriteBarrier barrier) {
    this.engine = engine;
    this.barrier = barrier;
  }

  /** A new file is not begun where there is no room for it. */
  @Override
  public void connect() throws SQLException {
    if (engine.isNew()) {
      requireWritable();
    }
    FlushedPath.watch(engine.name(), engine.space());
    try (Connection connection = engine.single().getConnection()) {
      store = H2.store(connection);
    }
    LostChunks.forget(store);
  }

  /** Throws as well when H2 has closed its store, as it does when it runs out of memory: what it held is gone. */
  @Override
  public boolean run(boolean awaited) {
    if (awaited || !tidy && !engine.space().isLow()) {
      barrier.alone(() -> {
        tidyWhenDue();
        capture();
      });
      store.executeFilestoreOperation(() -> {}); // comes back when all that was captured is written
      store.sync();
    }
    if (store.isClosed()) {
      throw new IllegalStateException("H2 closed its store", store.getPanicException());
    }
    return true;
  }

  private void capture() {
    if (store.tryCommit() < 0 && store.hasUnsavedChanges()) {
      store.commit(); // someone else was storing; this waits for them
    }
  }

  /** Live pages of chunks that are mostly dead move to the chunk that is captured next. Keeps H2's retention time. */
  private void tidyWhenDue() {
    long now = System.nanoTime();
    if (now - tidied >= TIDY_EVERY && !engine.space().isLow()) {
      tidied = now;
      tidy = !store.compact(SPARSE_PERCENT, TIDY_BYTES);
    }
  }

  @Override
  public void requireWritable() {
    if (engine.space().isLow()) {
      throw RegistryException.readOnly("disk");
    }
  }

  @Override
  public boolean isStalled() {
    return engine.space().isStalled();
  }

  @Override
  public void end() {
    engine.space().end();
  }

  @Override
  public void disconnect() {
    FlushedPath.forget(engine.name());
  }
}
