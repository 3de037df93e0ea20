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
 * Captures a consistent state of an H2 database under the write barrier, which happens in memory, and writes and flushes it after the
 * barrier is open again. H2's own background writer is disabled, because it would capture a state without the barrier. Therefore this class
 * also frees the space of old versions, in small steps.
 */
final class H2LogFlush implements LogFlush {
  private static final long COMPACT_INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int SPARSE_PERCENT = 50;
  private static final int COMPACT_BYTES = 1 << 20;

  private final H2 engine;
  private final WriteBarrier barrier;
  private MVStore store; // null if not connected
  private long compactedAt = System.nanoTime();
  private boolean compacted = true;

  H2LogFlush(H2 engine, WriteBarrier barrier) {
    this.engine = engine;
    this.barrier = barrier;
  }

  /** Does not create a new file if the disk is full. */
  @Override
  public void connect() throws SQLException {
    if (engine.isNew()) {
      requireWritable();
    }
    FlushedPath.watch(engine.name(), engine.space());
    try (Connection connection = engine.single().getConnection()) {
      store = H2.store(connection);
    }
    LostChunks.drop(store);
  }

  /** Also throws if H2 has closed its store, for example after an OutOfMemoryError: unsaved changes are then lost. */
  @Override
  public boolean run(boolean awaited) {
    if (awaited || !compacted && !engine.space().isLow()) {
      barrier.exclusively(() -> {
        compactWhenDue();
        capture();
      });
      store.executeFilestoreOperation(() -> {}); // returns when everything captured is written
      store.sync();
    }
    if (store.isClosed()) {
      throw new IllegalStateException("H2 closed its store", store.getPanicException());
    }
    return true;
  }

  private void capture() {
    if (store.tryCommit() < 0 && store.hasUnsavedChanges()) {
      store.commit(); // another thread was storing; this waits for it
    }
  }

  /** Moves live pages of mostly dead chunks to the next chunk. Respects H2's retention time. */
  private void compactWhenDue() {
    long now = System.nanoTime();
    if (now - compactedAt >= COMPACT_INTERVAL && !engine.space().isLow()) {
      compactedAt = now;
      compacted = !store.compact(SPARSE_PERCENT, COMPACT_BYTES);
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
