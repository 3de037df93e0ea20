package dev.hallmark.server.tracking;

import java.time.Clock;

/**
 * How often an object was changed by what the audit keeps, and when last.
 *
 * @param at milliseconds since the epoch
 */
public record Revision(long number, long at) {
  /** The revision that a change makes now; its time is never before the one of the change before it. */
  public Revision next(Clock clock) {
    return new Revision(number + 1, Math.max(clock.millis(), at));
  }
}
