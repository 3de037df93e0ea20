package dev.hallmark.client.batch;

import java.time.Duration;

/** Adds up what several downloads bring, and tells the listener now and then. */
final class Meter {
  private static final long INTERVAL = Duration.ofMillis(100).toNanos();

  private final ProgressListener listener;
  private final long total;
  private final long start = System.nanoTime();
  private long bytes;
  private long told = start;

  Meter(ProgressListener listener, long total) {
    this.listener = listener;
    this.total = total;
    tell(false);
  }

  synchronized void add(long more) {
    bytes += more;
    long now = System.nanoTime();
    if (now - told >= INTERVAL) {
      told = now;
      tell(false);
    }
  }

  synchronized void done() {
    tell(true);
  }

  private void tell(boolean isDone) {
    double seconds = Math.max(1e-3, (System.nanoTime() - start) / 1e9);
    listener.at(new Progress(bytes, total, (long) (bytes / seconds), isDone));
  }
}
