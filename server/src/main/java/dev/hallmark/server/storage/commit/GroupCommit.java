package dev.hallmark.server.storage.commit;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.failures.SqlFailures;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
  private static final long REST_MILLIS = 500;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LogFlush flush;
  private final Consumer<Throwable> onFailure;
  private final Runnable onReturn;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Condition answered = lock.newCondition();
  private final Thread thread = new Thread(this::serve, "hallmark-groupCommit");

  private long lastTicket;
  private long lastFlushed;
  private boolean closing;
  private boolean ended;
  private Throwable failure; // null while all is well
  private boolean doubted;
  private volatile long session;
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
    thread.setDaemon(true);
    thread.start();
  }

  /** To be asked before a transaction begins whose commit is to be awaited; UNAVAILABLE while it could not commit. */
  public long session() {
    long current = session;
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
    lock.lock();
    try {
      doubted = true;
      asked.signal();
    } finally {
      lock.unlock();
    }
  }

  public boolean isConnected() {
    return connected;
  }

  /**
   * Returns when everything is flushed that was committed before the call and begun in this session; throws
   * UNAVAILABLE when it may never be, or is to wait until there is room.
   */
  public void await(long begun) {
    lock.lock();
    try {
      long ticket = ++lastTicket;
      asked.signal();
      while (lastFlushed < ticket && !ended && session == begun && !flush.isStalled()) {
        awaitAnswer();
      }
      if (lastFlushed < ticket || session != begun) {
        throw RegistryException.unsure(Subject.STORAGE, failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /** An interrupt is not for this thread's waiting, and is kept for the caller. */
  private void awaitAnswer() {
    boolean interrupted = Thread.interrupted();
    try {
      answered.awaitNanos(LOOK_NANOS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() {
    Throwable cause = null;
    try {
      for (long ticket = newestTicket(); ticket >= 0; ticket = newestTicket()) {
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
      end(cause);
      flush.disconnect();
    }
  }

  /** Whether it failed because the server stopped while a write waited for room: nobody was told of what is lost. */
  private boolean isGivenUp() {
    lock.lock();
    try {
      return closing && flush.isStalled();
    } finally {
      lock.unlock();
    }
  }

  private void flush(long ticket) throws InterruptedException {
    boolean looking = takeDoubt();
    try {
      boolean awaited = ticket > lastFlushed && !looking;
      if (!flush.run(awaited)) {
        move();
      } else if (awaited) {
        answer(ticket);
      }
      if (looking) {
        onReturn.run();
      }
    } catch (CommitLostException e) {
      LOG.error(
          "The database is out of reach ({}). Requests are refused until it is back.",
          SqlFailures.reason(e));
      lose();
      if (returned()) {
        LOG.info("The database is back.");
      }
    }
  }

  private boolean takeDoubt() {
    lock.lock();
    try {
      boolean taken = doubted;
      doubted = false;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for somebody to ask, and a while at the most; -1 when the group commit is to stop. */
  private long newestTicket() throws InterruptedException {
    lock.lock();
    try {
      boolean rested = false;
      while (lastFlushed == lastTicket && !closing && !rested && !doubted) {
        rested = !asked.await(REST_MILLIS, TimeUnit.MILLISECONDS);
      }
      return closing && lastFlushed == lastTicket ? -1 : lastTicket;
    } finally {
      lock.unlock();
    }
  }

  private void answer(long ticket) {
    lock.lock();
    try {
      lastFlushed = ticket;
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whoever waits has lost: their session is not the current one any more. */
  private void lose() {
    lock.lock();
    try {
      connected = false;
      session++;
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Another server has the database now. Who waits has lost, who asks from now on has not. */
  private void move() {
    onReturn.run();
    lock.lock();
    try {
      session++;
      lastFlushed = lastTicket;
      answered.signalAll();
    } finally {
      lock.unlock();
    }
    flush.resume(); // not before: a change that began in the session of before would be refused
  }

  /** Tries to connect until it works; false when the group commit is to stop. */
  private boolean returned() throws InterruptedException {
    while (!rest()) {
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

  /** A moment, or less when the group commit is to stop; answers whether it is. The tickets of the lost are done with. */
  private boolean rest() throws InterruptedException {
    lock.lock();
    try {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REST_MILLIS);
      for (long left = end - System.nanoTime();
          left > 0 && !closing;
          left = end - System.nanoTime()) {
        asked.awaitNanos(left);
      }
      lastFlushed = lastTicket;
      return closing;
    } finally {
      lock.unlock();
    }
  }

  private void end(Throwable cause) {
    lock.lock();
    try {
      failure = cause;
      ended = true;
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Answers all who wait by now, unless there is no room to write, then stops. Who asks later is refused. */
  @Override
  public void close() {
    flush.end();
    lock.lock();
    try {
      closing = true;
      asked.signal();
    } finally {
      lock.unlock();
    }
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
