package dev.hallmark.server.tracking;

import java.time.Clock;

/**
 * The number of audited changes of an object, and the time of the last one.
 *
 * @param at milliseconds since the epoch
 */
public record Revision(long number, long at) {
  /** The revision of a change now. Its time is never before that of the previous change. */
  public Revision next(Clock clock) {
    return new Revision(number + 1, Math.max(clock.millis(), at));
  }
}
