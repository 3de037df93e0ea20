package dev.hallmark.client.http;

import dev.hallmark.client.HallmarkException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** How often, and after which pauses, one piece of work is tried again. */
public final class Retries {
  private static final Logger LOG = System.getLogger(Retries.class.getName());
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(2);

  /** The server says that it did nothing. */
  private static final Set<Integer> BUSY = Set.of(429, 503);

  /** Something between us and the server lost it. */
  private static final Set<Integer> GATEWAY = Set.of(502, 504);

  private final int allowed;
  private int used;

  Retries(int allowed) {
    this.allowed = allowed;
  }

  /** There was progress: the tries count from here. */
  public void renew() {
    used = 0;
  }

  /** Whether the server, or what stands for it, certainly did nothing. */
  public static boolean isUndone(HallmarkException failure) {
    return BUSY.contains(failure.status()) || failure.code().equals(HallmarkException.UNREACHABLE);
  }

  /** Whether nobody knows what the server did. */
  public static boolean isLost(HallmarkException failure) {
    return GATEWAY.contains(failure.status())
        || failure.code().equals(HallmarkException.CONNECTION_LOST);
  }

  /** Waits until the next try is due, or throws the failure when there is none left. */
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

  /** Between half and all of a time that doubles with each try; never less than the server asked for, within reason. */
  private Duration next(Duration asked) {
    long full = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(used, 10));
    Duration own = Duration.ofMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
    Duration bounded = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    return own.compareTo(bounded) > 0 ? own : bounded.plus(own.dividedBy(10));
  }
}
