package dev.hallmark.server.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The threads of a workload. */
final class Writers {
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private Writers() {}

  /** @param broken receives the first failure of a thread */
  static Writers start(int count, PowerCut.Workload workload, AtomicReference<Throwable> broken) {
    Writers writers = new Writers();
    for (int i = 0; i < count; i++) {
      int number = i;
      Thread thread =
          new Thread(() -> workload.write(number, () -> !writers.stopped), "writer-" + number);
      thread.setUncaughtExceptionHandler((failed, e) -> broken.compareAndSet(null, e));
      thread.start();
      writers.threads.add(thread);
    }
    return writers;
  }

  /** Returns when all have ended. */
  void stop() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
