package dev.hallmark.server.storage.search.execution;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels a statement after a timeout; it then fails with SQLSTATE 57014. Does not use {@link Statement#setQueryTimeout}, which H2 executes
 * as a {@code SET} that invalidates the plan caches of all connections.
 */
final class StatementTimeout implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatementTimeout.class);
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  /** Repeat interval: a cancellation before the statement starts has no effect. */
  private static final long REPEAT_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

  private final Statement statement;
  private final Future<?> cancellation;
  private boolean closed;
  private boolean cancelled;

  StatementTimeout(Statement statement, long nanos) {
    this.statement = statement;
    this.cancellation =
        TIMER.scheduleWithFixedDelay(this::cancel, nanos, REPEAT_INTERVAL, TimeUnit.NANOSECONDS);
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
      Thread thread = Executors.defaultThreadFactory().newThread(task);
      thread.setName("search-timeout");
      thread.setDaemon(true);
      return thread;
    });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private synchronized void cancel() {
    if (closed) {
      return;
    }
    cancelled = true;
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.warn("A search that takes too long could not be cancelled", e);
    }
  }

  /**
   * Must be called before the statement is closed. Afterwards, neither the statement nor later statements of the connection are cancelled.
   */
  @Override
  public synchronized void close() throws SQLException {
    closed = true;
    cancellation.cancel(false);
    if (cancelled) {
      // H2 keeps a pending cancellation with the cached plan, where it would affect its next
      // execution
      statement.setQueryTimeout(0);
    }
  }
}
