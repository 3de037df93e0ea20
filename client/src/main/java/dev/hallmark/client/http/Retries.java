package dev.hallmark.client.http;

import dev.hallmark.client.HallmarkException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Counts the retries of one operation and waits between them. */
public final class Retries {
  private static final Logger LOG = System.getLogger(Retries.class.getName());
  private static final Duration FIRST_DELAY = Duration.ofMillis(500);
  private static final Duration MAX_DELAY = Duration.ofSeconds(30);
  private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(2);

  /** The server did not process the request. */
  private static final Set<Integer> BUSY = Set.of(429, 503);

  /** A gateway got no response from the server. */
  private static final Set<Integer> GATEWAY = Set.of(502, 504);

  private final int allowed;
  private int used;

  Retries(int allowed) {
    this.allowed = allowed;
  }

  /** Resets the count after progress. */
  public void renew() {
    used = 0;
  }

  /** Whether the request was certainly not processed. */
  public static boolean isUndone(HallmarkException failure) {
    return BUSY.contains(failure.status()) || failure.code().equals(HallmarkException.UNREACHABLE);
  }

  /** Whether the request may have been processed. */
  public static boolean isLost(HallmarkException failure) {
    return GATEWAY.contains(failure.status())
        || failure.code().equals(HallmarkException.CONNECTION_LOST);
  }

  /** Waits until the next attempt, or throws the failure if no retry is left. */
  public void pause(HallmarkException failure) {
    if (used >= allowed || Thread.currentThread().isInterrupted()) {
      throw failure;
    }
    Duration pause = next(failure.retryAfter());
    used++;
    LOG.log(
        Level.INFO,
        "trying again ({0} of {1}) in {2} ms: {3}",
        used,
        allowed,
        pause.toMillis(),
        failure.getMessage());
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw failure;
    }
  }

  /**
   * A random delay between half and all of a value that doubles with each attempt, but at least what {@code Retry-After} asks for, up to
   * two minutes.
   */
  private Duration next(Duration asked) {
    long full = Math.min(MAX_DELAY.toMillis(), FIRST_DELAY.toMillis() << Math.min(used, 10));
    Duration own = Duration.ofMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
    Duration bounded = asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
    return own.compareTo(bounded) > 0 ? own : bounded.plus(own.dividedBy(10));
  }
}
