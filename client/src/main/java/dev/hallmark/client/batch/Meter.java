package dev.hallmark.client.batch;

import java.time.Duration;

/** Adds up the progress of concurrent downloads and notifies the listener at intervals. */
final class Meter {
  private static final long INTERVAL = Duration.ofMillis(100).toNanos();

  private final ProgressListener listener;
  private final long total;
  private final long start = System.nanoTime();
  private long bytes;
  private long lastNotified = start;

  Meter(ProgressListener listener, long total) {
    this.listener = listener;
    this.total = total;
    notifyListener(false);
  }

  synchronized void add(long more) {
    bytes += more;
    long now = System.nanoTime();
    if (now - lastNotified >= INTERVAL) {
      lastNotified = now;
      notifyListener(false);
    }
  }

  synchronized void done() {
    notifyListener(true);
  }

  private void notifyListener(boolean isDone) {
    double seconds = Math.max(1e-3, (System.nanoTime() - start) / 1e9);
    listener.at(new Progress(bytes, total, (long) (bytes / seconds), isDone));
  }
}
