package dev.hallmark.server.artifacts.integrity;

import java.time.Duration;

/** How much one step of the background check may read: bytes, and less than the second that a job may work. */
final class ScrubBudget {
  private static final Duration LONGEST = Duration.ofMillis(800);

  /** Time without a step, such as a stopped server, is not made up for. */
  private static final Duration MOST_ELAPSED = Duration.ofSeconds(10);

  private static final Duration FIRST = Duration.ofSeconds(1);

  private final long end = System.nanoTime() + LONGEST.toNanos();
  private long bytes;

  /** @param elapsed milliseconds since the last step; less than 0 or very large if it is unknown */
  ScrubBudget(long bytesPerSecond, long elapsed) {
    long counted = elapsed < 0 ? FIRST.toMillis() : Math.min(elapsed, MOST_ELAPSED.toMillis());
    this.bytes = (long) (bytesPerSecond * (counted / 1000.0));
  }

  boolean isUsedUp() {
    return bytes <= 0 || System.nanoTime() - end > 0;
  }

  /** How many bytes to read next: at most this many, and whole blocks of the hash. */
  int next(int most) {
    int blocks = (int) (Math.min(most, bytes) / ResumableSha256.BLOCK);
    return Math.max(1, blocks) * ResumableSha256.BLOCK;
  }

  void used(long count) {
    bytes -= count;
  }
}
