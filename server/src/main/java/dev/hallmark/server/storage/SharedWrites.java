package dev.hallmark.server.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Writes what concurrent threads add in shared transactions: while one is written, the next collects. A thread that is alone does not wait
 * for others.
 */
public final class SharedWrites<T> {
  private static final int MAX_AT_ONCE = 500; // other writes wait for a transaction

  private final Consumer<List<T>> write;
  private final Queue<Waiting<T>> queue = new ArrayDeque<>();
  private final ReentrantLock writing = new ReentrantLock();

  /** @param write writes all of a list or nothing, and can be repeated */
  public SharedWrites(Consumer<List<T>> write) {
    this.write = write;
  }

  /** Returns when it is written. If a shared write fails, each thread writes its own alone, so that it throws only its own failure. */
  public void add(T item) {
    Waiting<T> own = new Waiting<>(item);
    synchronized (queue) {
      queue.add(own);
    }
    writing.lock();
    try {
      while (own.state == State.QUEUED) {
        writeNext();
      }
    } finally {
      writing.unlock();
    }
    if (own.state == State.FAILED) {
      write.accept(List.of(item));
    }
  }

  private void writeNext() {
    List<Waiting<T>> batch = next();
    State result = State.FAILED;
    try {
      write.accept(batch.stream().map(each -> each.item).toList());
      result = State.WRITTEN;
    } catch (RuntimeException e) {
      if (batch.size() == 1) { // the thread's own
        throw e;
      }
    } finally {
      for (Waiting<T> each : batch) {
        each.state = result;
      }
    }
  }

  private List<Waiting<T>> next() {
    List<Waiting<T>> batch = new ArrayList<>();
    synchronized (queue) {
      while (batch.size() < MAX_AT_ONCE && !queue.isEmpty()) {
        batch.add(queue.remove());
      }
    }
    return batch;
  }

  /** The number of items that wait for the next write. */
  int queued() {
    synchronized (queue) {
      return queue.size();
    }
  }

  private enum State {
    QUEUED,
    WRITTEN,
    FAILED
  }

  /** The state is read and changed only by the thread that writes. */
  private static final class Waiting<T> {
    private final T item;
    private State state = State.QUEUED;

    Waiting(T item) {
      this.item = item;
    }
  }
}
