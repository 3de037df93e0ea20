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
 * Cancels a statement that runs too long; it then fails with SQLSTATE 57014. Not {@link Statement#setQueryTimeout}, which H2
 * executes as a {@code SET}: after one, every connection compiles every statement anew.
 */
final class StatementTimeout implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatementTimeout.class);
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  /** A cancellation is lost on a statement that has not begun yet, so it is repeated. */
  private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(100);

  private final Statement statement;
  private final Future<?> cancellation;
  private boolean over;
  private boolean cancelled;

  StatementTimeout(Statement statement, long nanos) {
    this.statement = statement;
    this.cancellation =
        TIMER.scheduleWithFixedDelay(this::cancel, nanos, AGAIN, TimeUnit.NANOSECONDS);
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
    if (over) {
      return;
    }
    cancelled = true;
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.warn("A search that takes too long could not be cancelled", e);
    }
  }

  /** Before the statement is closed. After this it is not cancelled, nor is what its connection executes next. */
  @Override
  public synchronized void close() throws SQLException {
    over = true;
    cancellation.cancel(false);
    if (cancelled) {
      // H2 keeps an unnoticed cancellation with the compiled statement, for the next who executes
      // it
      statement.setQueryTimeout(0);
    }
  }
}
