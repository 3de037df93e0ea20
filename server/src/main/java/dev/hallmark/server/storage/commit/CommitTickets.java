package dev.hallmark.server.storage.commit;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The threads that wait for a flush. Each takes the next number as its ticket, which is complete when the last flushed ticket is not lower.
 * A ticket is valid only in the session in which its transaction began.
 */
final class CommitTickets {
  private static final long IDLE_MILLIS = 500;
  private static final long CHECK_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LogFlush flush;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition requested = lock.newCondition();
  private final Condition completed = lock.newCondition();

  private long lastTicket;
  private long lastFlushed; // written only by the flushing thread
  private boolean closing;
  private boolean ended;
  private Throwable failure; // null unless a flush failed
  private boolean recheckRequested;
  private volatile long session;

  CommitTickets(LogFlush flush) {
    this.flush = flush;
  }

  long session() {
    return session;
  }

  /** Wakes the flushing thread to check whether the database is still writable. */
  void recheck() {
    lock.lock();
    try {
      recheckRequested = true;
      requested.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all commits of this session before the call are flushed. Throws UNAVAILABLE, with reason UNSURE, if that may never happen
   * or the disk is full.
   */
  void await(long begun) {
    lock.lock();
    try {
      long ticket = ++lastTicket;
      requested.signal();
      while (lastFlushed < ticket && !ended && session == begun && !flush.isStalled()) {
        awaitCompletion();
      }
      if (lastFlushed < ticket || session != begun) {
        throw RegistryException.unsure(Subject.STORAGE, failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Does not react to an interrupt, but keeps it for the caller. */
  private void awaitCompletion() {
    boolean interrupted = Thread.interrupted();
    try {
      completed.awaitNanos(CHECK_INTERVAL_NANOS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean takeRecheckRequest() {
    lock.lock();
    try {
      boolean taken = recheckRequested;
      recheckRequested = false;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a new ticket, for a limited time. Returns -1 if no more tickets will follow. */
  long newest() throws InterruptedException {
    lock.lock();
    try {
      boolean rested = false;
      while (lastFlushed == lastTicket && !closing && !rested && !recheckRequested) {
        rested = !requested.await(IDLE_MILLIS, TimeUnit.MILLISECONDS);
      }
      return closing && lastFlushed == lastTicket ? -1 : lastTicket;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a thread waits for this ticket. Called by the flushing thread. */
  boolean isAwaited(long ticket) {
    return ticket > lastFlushed;
  }

  void flushed(long ticket) {
    lock.lock();
    try {
      lastFlushed = ticket;
      completed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Starts a new session, which fails all waiting threads. */
  void endSession() {
    lock.lock();
    try {
      session++;
      completed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Starts a new session, which fails all waiting threads, and completes their tickets. */
  void startSession() {
    lock.lock();
    try {
      session++;
      lastFlushed = lastTicket;
      completed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a moment. Returns whether the group commit has to stop. Completes the tickets of lost commits. */
  boolean rest() throws InterruptedException {
    lock.lock();
    try {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
      for (long left = end - System.nanoTime();
          left > 0 && !closing;
          left = end - System.nanoTime()) {
        requested.awaitNanos(left);
      }
      lastFlushed = lastTicket;
      return closing;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Fails all waiting threads, since no flush follows.
   *
   * @param cause null unless a flush failed
   */
  void end(Throwable cause) {
    lock.lock();
    try {
      failure = cause;
      ended = true;
      completed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Flushing stops after the current tickets. */
  void close() {
    lock.lock();
    try {
      closing = true;
      requested.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }
}
