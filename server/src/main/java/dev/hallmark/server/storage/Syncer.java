package dev.hallmark.server.storage;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Forces for everybody: whoever committed takes a ticket and waits, one thread forces, and all tickets taken before that
 * force began are done with it. Those who come meanwhile share the next one. The first force that fails is the last.
 */
final class Syncer implements AutoCloseable {
  private static final long UNTIDY_WAIT_MILLIS = 500;

  private final Force force;
  private final Consumer<Throwable> onFailure;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Condition answered = lock.newCondition();
  private final Thread thread = new Thread(this::serve, "hallmark-syncer");

  private long lastTicket;
  private long lastForced;
  private boolean closing;
  private boolean ended;
  private Throwable failure; // null while all is well

  /** @param onFailure called once, on the syncer's thread, when a force failed and before those who wait hear of it */
  Syncer(Force force, Consumer<Throwable> onFailure) {
    this.force = force;
    this.onFailure = onFailure;
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns when everything committed before the call is on the disk; throws UNAVAILABLE when it may never be. */
  void await() {
    lock.lock();
    try {
      long ticket = ++lastTicket;
      asked.signal();
      while (lastForced < ticket && !ended) {
        answered.awaitUninterruptibly();
      }
      if (lastForced < ticket) {
        throw RegistryException.unavailable(Subject.STORAGE, failure);
      }
    } finally {
      lock.unlock();
    }
  }

  private void serve() {
    try {
      boolean tidy = true;
      for (long ticket = newestTicket(tidy); ticket >= 0; ticket = newestTicket(tidy)) {
        tidy = force.run();
        answer(ticket);
      }
      end(null);
    } catch (Throwable e) {
      onFailure.accept(e);
      end(e);
    }
  }

  /** Waits for somebody to ask, or a while when the database is not tidy; -1 when the syncer is to stop. */
  private long newestTicket(boolean tidy) throws InterruptedException {
    lock.lock();
    try {
      boolean rested = false;
      while (lastForced == lastTicket && !closing && !rested) {
        if (tidy) {
          asked.await();
        } else {
          rested = !asked.await(UNTIDY_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
      return closing && lastForced == lastTicket ? -1 : lastTicket;
    } finally {
      lock.unlock();
    }
  }

  private void answer(long ticket) {
    lock.lock();
    try {
      lastForced = ticket;
      answered.signalAll();
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

  /** Answers all who wait by now, then stops. Who asks later is refused. */
  @Override
  public void close() {
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
            true; // the force that is under way has to end before the database may be closed
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
