package dev.hallmark.server.artifacts.gc;

import dev.hallmark.server.artifacts.gc.Sweep.Found;
import dev.hallmark.server.artifacts.gc.Sweep.Total;
import java.time.Duration;
import java.util.List;

/**
 * A run of the garbage collection, and what it has found so far.
 *
 * @param dryRun whether it changes nothing
 * @param cutoff only what is older than this is removed, in milliseconds since the epoch
 * @param error why it failed, or while it runs, why it had to repeat something last; empty if nothing failed
 * @param endedAt 0 while it runs
 * @param totals of each kind and outcome of which there is something
 * @param listed the first objects of each kind and outcome
 */
public record GcRun(
    long id,
    boolean dryRun,
    Duration olderThan,
    long cutoff,
    State state,
    String error,
    String requestedBy,
    long startedAt,
    long endedAt,
    List<Total> totals,
    List<Found> listed) {
  public GcRun {
    totals = List.copyOf(totals);
    listed = List.copyOf(listed);
  }

  /** Its names are stored. */
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }
}
