package dev.hallmark.server.storage.commit;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Those who wait for a flush. Each has the next number as its ticket, which is done when it is not above the last flushed one,
 * and counts only in the session in which its transaction began.
 */
final class CommitTickets {
  private static final long REST_MILLIS = 500;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LogFlush flush;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Condition answered = lock.newCondition();

  private long lastTicket;
  private long lastFlushed; // written by the thread that flushes
  private boolean closing;
  private boolean ended;
  private Throwable failure; // null while all is well
  private boolean doubted;
  private volatile long session;

  CommitTickets(LogFlush flush) {
    this.flush = flush;
  }

  long session() {
    return session;
  }

  /** Wakes the thread that flushes, to look whether this still is the database to write to. */
  void doubt() {
    lock.lock();
    try {
      doubted = true;
      asked.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when everything is flushed that was committed before the call and begun in this session; throws
   * UNAVAILABLE when it may never be, or is to wait until there is room.
   */
  void await(long begun) {
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

  boolean takeDoubt() {
    lock.lock();
    try {
      boolean taken = doubted;
      doubted = false;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for somebody to ask, and a while at the most; -1 when there will be no more. */
  long newest() throws InterruptedException {
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

  /** Whether somebody waits for this one. Asked by the thread that flushes. */
  boolean isAwaited(long ticket) {
    return ticket > lastFlushed;
  }

  void flushed(long ticket) {
    lock.lock();
    try {
      lastFlushed = ticket;
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whoever waits has lost: their session is not the current one any more. */
  void lose() {
    lock.lock();
    try {
      session++;
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A new session: who waits has lost, who asks from now on has not. */
  void move() {
    lock.lock();
    try {
      session++;
      lastFlushed = lastTicket;
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A moment, or less when there will be no more; returns whether that is so. The tickets of the lost are done with. */
  boolean rest() throws InterruptedException {
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

  /** Nobody is flushed for any more. @param cause null when all went well */
  void end(Throwable cause) {
    lock.lock();
    try {
      failure = cause;
      ended = true;
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Those who wait by now are the last. */
  void close() {
    lock.lock();
    try {
      closing = true;
      asked.signal();
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
