package dev.hallmark.server.artifacts.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Flushes several files at a time. A file system commits concurrent flushes together, so that many small files take a fraction of the time. */
final class Flushes implements AutoCloseable {
  private static final int THREADS = 8;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
      THREADS,
      THREADS,
      IDLE_SECONDS,
      TimeUnit.SECONDS,
      new LinkedBlockingQueue<>(),
      Flushes::thread);

  Flushes() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** Flushes a file or a folder. */
  @FunctionalInterface
  interface Flush<T> {
    void run(T each) throws IOException;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "artifact-flush");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns after all are flushed. After a failure, the others are not begun. */
  <T> void run(List<T> all, Flush<T> flush) throws IOException {
    if (all.size() <= 1) {
      runInTurn(all.iterator(), flush);
      return;
    }
    Iterator<T> shared = all.iterator();
    Callable<Boolean> worker = () -> runInTurn(shared, flush);
    await(Collections.nCopies(Math.min(THREADS, all.size()), worker));
  }

  private static <T> boolean runInTurn(Iterator<T> shared, Flush<T> flush) throws IOException {
    boolean done = false;
    try {
      for (T each = next(shared); each != null; each = next(shared)) {
        flush.run(each);
      }
      done = true;
    } finally {
      if (!done) {
        exhaust(shared);
      }
    }
    return true;
  }

  private static <T> T next(Iterator<T> shared) {
    synchronized (shared) {
      return shared.hasNext() ? shared.next() : null;
    }
  }

  private static void exhaust(Iterator<?> shared) {
    synchronized (shared) {
      shared.forEachRemaining(each -> {});
    }
  }

  private void await(List<Callable<Boolean>> workers) throws IOException {
    try {
      for (Future<Boolean> each : threads.invokeAll(workers)) {
        each.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server stops");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
