package dev.hallmark.server.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.mvstore.MVStore;

/**
 * Captures a consistent state of an H2 database at the gate, which is work in memory, and has it written and forced after
 * the gate is open again. H2's own background writer is switched off, as it would capture without the gate; so the room
 * that old versions leave is collected here too, a little at a time.
 */
final class H2Force implements Force {
  private static final long TIDY_EVERY = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int SPARSE_PERCENT = 50;
  private static final int TIDY_BYTES = 1 << 20;

  private final DataSource source;
  private final Gate gate;
  private MVStore store; // null while not connected
  private long tidied = System.nanoTime();
  private boolean tidy = true;

  H2Force(DataSource source, Gate gate) {
    this.source = source;
    this.gate = gate;
  }

  @Override
  public void connect() throws SQLException {
    try (Connection connection = source.getConnection()) {
      store = H2.store(connection);
    }
    LostChunks.forget(store);
  }

  @Override
  public boolean run(boolean awaited) {
    gate.alone(() -> {
      tidyWhenDue();
      capture();
    });
    store.executeFilestoreOperation(() -> {}); // comes back when all that was captured is written
    store.sync();
    return tidy;
  }

  private void capture() {
    if (store.tryCommit() < 0 && store.hasUnsavedChanges()) {
      store.commit(); // someone else was storing; this waits for them
    }
  }

  /** Live pages of chunks that are mostly dead move to the chunk that is captured next. Keeps H2's retention time. */
  private void tidyWhenDue() {
    long now = System.nanoTime();
    if (now - tidied >= TIDY_EVERY) {
      tidied = now;
      tidy = !store.compact(SPARSE_PERCENT, TIDY_BYTES);
    }
  }
}
