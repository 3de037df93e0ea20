package dev.hallmark.server.testkit;

import java.util.concurrent.atomic.AtomicBoolean;

/** Actions for tests. */
public final class Runnables {
  private Runnables() {}

  public static Runnable once(Runnable work) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (!done.getAndSet(true)) {
        work.run();
      }
    };
  }
}
