package dev.hallmark.server.storage.commit;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.failures.SqlFailures;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flushes commits in groups: a thread that has committed takes a ticket and waits, one thread flushes, and the flush completes all tickets
 * that were taken before it began. Later tickets share the next flush. There is no flush after a failed one.
 *
 * <p>A database that became unreachable can come back without the commits that were not flushed. Therefore a flush counts only for
 * transactions that began in the same session, the time between connecting to the database and losing it.
 *
 * <p>The thread ends by {@link #close} or by an exception, which ends the process.
 */
public final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  private final LogFlush flush;
  private final Consumer<Throwable> onFailure;
  private final Runnable onReconnect;
  private final CommitTickets tickets;
  private final Thread thread = new Thread(this::serve, "hallmark-group-commit");

  private volatile boolean connected = true;

  /**
   * @param flush must be connected
   * @param onFailure called once after a failed flush, on the thread of the group commit, before waiting threads get an exception
   * @param onReconnect called on the thread of the group commit when existing connections are useless, before writes are allowed: after
   *     reconnecting, or when another server has become the primary
   */
  public GroupCommit(LogFlush flush, Consumer<Throwable> onFailure, Runnable onReconnect) {
    this.flush = flush;
    this.onFailure = onFailure;
    this.onReconnect = onReconnect;
    this.tickets = new CommitTickets(flush);
    thread.setDaemon(true);
    thread.start();
  }

  /** Must be called before a transaction whose flush is awaited. Throws UNAVAILABLE if the database cannot commit now. */
  public long session() {
    long current = tickets.session();
    requireConnected();
    flush.requireWritable();
    return current;
  }

  /** Throws UNAVAILABLE if the database is unreachable. */
  public void requireConnected() {
    if (!connected) {
      throw RegistryException.unavailable(Subject.STORAGE, null);
    }
  }

  /** Why the database is read-only now; empty if it is writable. */
  public String readOnly() {
    try {
      flush.requireWritable();
      return "";
    } catch (RegistryException e) {
      return e.field();
    }
  }

  /** Makes the thread check the connection, since the pool may be connected to a server that is no longer writable. */
  public void recheck() {
    tickets.recheck();
  }

  public boolean isConnected() {
    return connected;
  }

  /**
   * Waits until all commits of this session before the call are flushed. Throws UNAVAILABLE, with reason UNSURE, if that may never happen
   * or the disk is full.
   */
  public void await(long begun) {
    tickets.await(begun);
  }

  private void serve() {
    Throwable cause = null;
    try {
      for (long ticket = tickets.newest(); ticket >= 0; ticket = tickets.newest()) {
        flush(ticket);
      }
    } catch (Throwable e) {
      cause = e;
    }
    try {
      if (cause != null && !isGivenUp()) {
        onFailure.accept(cause);
      }
    } finally {
      tickets.end(cause);
      flush.disconnect();
    }
  }

  /**
   * Whether the flush failed because the server stopped while a write waited for disk space. The lost changes were not acknowledged then.
   */
  private boolean isGivenUp() {
    return tickets.isClosing() && flush.isStalled();
  }

  private void flush(long ticket) throws InterruptedException {
    boolean rechecking = tickets.takeRecheckRequest();
    try {
      boolean awaited = tickets.isAwaited(ticket) && !rechecking;
      if (!flush.run(awaited)) {
        switchServer();
      } else if (awaited) {
        tickets.flushed(ticket);
      }
      if (rechecking) {
        onReconnect.run();
      }
    } catch (CommitLostException e) {
      LOG.error(
          "The database is out of reach ({}). Requests are refused until it is back.",
          SqlFailures.reason(e));
      connected =
          false; // must be set before the next session starts, which new transactions would get
      tickets.endSession();
      if (reconnect()) {
        LOG.info("The database is back.");
      }
    }
  }

  /** Another server has become the primary. Waiting threads fail; new transactions succeed. */
  private void switchServer() {
    onReconnect.run();
    tickets.startSession();
    flush.resume(); // must come last: it would otherwise let a transaction of the previous session
    // commit
  }

  /** Reconnects, with retries. Returns false if the group commit has to stop. */
  private boolean reconnect() throws InterruptedException {
    while (!tickets.rest()) {
      try {
        flush.connect();
        onReconnect.run();
        connected = true;
        return true;
      } catch (SQLException e) {
        LOG.debug("the database is still out of reach", e);
      }
    }
    return false;
  }

  /** Flushes for all waiting threads, unless the disk is full, and stops. Later calls throw. */
  @Override
  public void close() {
    flush.end();
    tickets.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // the running flush must end before the database is closed
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
