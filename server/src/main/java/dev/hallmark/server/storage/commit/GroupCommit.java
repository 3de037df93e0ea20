package dev.hallmark.server.storage.commit;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.failures.SqlFailures;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flushes commits in groups: whoever committed takes a ticket and waits, one thread flushes, and all tickets taken before that
 * flush began are done with it. Later ones share the next flush. The first flush that fails is the last.
 *
 * <p>A database that became unreachable may come back, but without the commits that were not flushed. So a flush counts
 * only for those who began in the same session, which is the time between connecting and losing the database.
 *
 * <p>The thread ends by {@link #close}, or by anything that is thrown in it; then it ends the process.
 */
public final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  private final LogFlush flush;
  private final Consumer<Throwable> onFailure;
  private final Runnable onReturn;
  private final CommitTickets tickets;
  private final Thread thread = new Thread(this::serve, "hallmark-groupCommit");

  private volatile boolean connected = true;

  /**
   * @param flush connected
   * @param onFailure called once, on the thread of the group commit, when a flush failed and before those who wait hear of it
   * @param onReturn called on the thread of the group commit when connections of before are of no use, before anybody may write:
   *     a lost database is connected again, or another server has it now
   */
  public GroupCommit(LogFlush flush, Consumer<Throwable> onFailure, Runnable onReturn) {
    this.flush = flush;
    this.onFailure = onFailure;
    this.onReturn = onReturn;
    this.tickets = new CommitTickets(flush);
    thread.setDaemon(true);
    thread.start();
  }

  /** To be asked before a transaction begins whose commit is to be awaited; UNAVAILABLE while it could not commit. */
  public long session() {
    long current = tickets.session();
    requireConnected();
    flush.requireWritable();
    return current;
  }

  /** Throws UNAVAILABLE while nothing can be read. */
  public void requireConnected() {
    if (!connected) {
      throw RegistryException.unavailable(Subject.STORAGE, null);
    }
  }

  /** What takes no changes for now, empty while changes are taken. */
  public String readOnly() {
    try {
      flush.requireWritable();
      return "";
    } catch (RegistryException e) {
      return e.field();
    }
  }

  /** The connections of the pool may lead to a database that cannot be written any more: it is looked for anew. */
  public void doubt() {
    tickets.doubt();
  }

  public boolean isConnected() {
    return connected;
  }

  /**
   * Returns when everything is flushed that was committed before the call and begun in this session; throws
   * UNAVAILABLE when it may never be, or is to wait until there is room.
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

  /** Whether it failed because the server stopped while a write waited for room: nobody was told of what is lost. */
  private boolean isGivenUp() {
    return tickets.isClosing() && flush.isStalled();
  }

  private void flush(long ticket) throws InterruptedException {
    boolean looking = tickets.takeDoubt();
    try {
      boolean awaited = tickets.isAwaited(ticket) && !looking;
      if (!flush.run(awaited)) {
        move();
      } else if (awaited) {
        tickets.flushed(ticket);
      }
      if (looking) {
        onReturn.run();
      }
    } catch (CommitLostException e) {
      LOG.error(
          "The database is out of reach ({}). Requests are refused until it is back.",
          SqlFailures.reason(e));
      connected = false; // before those who begin now get the next session
      tickets.lose();
      if (returned()) {
        LOG.info("The database is back.");
      }
    }
  }

  /** Another server has the database now. */
  private void move() {
    onReturn.run();
    tickets.move();
    flush.resume(); // not before: a change that began in the session of before would be refused
  }

  /** Tries to connect until it works; false when the group commit is to stop. */
  private boolean returned() throws InterruptedException {
    while (!tickets.rest()) {
      try {
        flush.connect();
        onReturn.run();
        connected = true;
        return true;
      } catch (SQLException e) {
        LOG.debug("the database is still out of reach", e);
      }
    }
    return false;
  }

  /** Answers all who wait by now, unless there is no room to write, then stops. Who asks later is refused. */
  @Override
  public void close() {
    flush.end();
    tickets.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted =
            true; // the flush that is under way has to end before the database may be closed
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
