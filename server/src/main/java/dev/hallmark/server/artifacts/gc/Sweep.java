package dev.hallmark.server.artifacts.gc;

import dev.hallmark.server.events.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One step of a garbage collection: what it may do, and what it has found. */
public final class Sweep {
  /** The most objects of each kind and outcome that are listed. */
  static final int MOST_LISTED = 100;

  /** Less than the second that a job may work. */
  private static final Duration LONGEST = Duration.ofMillis(700);

  private final boolean dryRun;
  private final long cutoff;
  private final Origin origin;
  private final long end = System.nanoTime() + LONGEST.toNanos();
  private GarbageKind kind = GarbageKind.values()[0];
  private final List<Found> listed = new ArrayList<>();
  private final Map<GarbageKind, Map<Outcome, Total>> totals = new EnumMap<>(GarbageKind.class);

  Sweep(boolean dryRun, long cutoff, Origin origin) {
    this.dryRun = dryRun;
    this.cutoff = cutoff;
    this.origin = origin;
  }

  /** What became of an object. The names are stored. */
  public enum Outcome {
    /** Removed, or to be removed. */
    FREED,
    SKIPPED
  }

  /**
   * @param name identifies it within its kind
   * @param reason why it is garbage, or why it was skipped
   */
  public record Found(GarbageKind kind, Outcome outcome, String name, String reason, long bytes) {}

  public record Total(GarbageKind kind, Outcome outcome, long objects, long bytes) {
    Total plus(long more) {
      return new Total(kind, outcome, objects + 1, bytes + more);
    }
  }

  /** From now on objects of this kind are processed. */
  void begin(GarbageKind next) {
    kind = next;
  }

  /** What is processed. */
  GarbageKind kind() {
    return kind;
  }

  /** Whether nothing is to be changed. */
  public boolean isDryRun() {
    return dryRun;
  }

  /** Only what was deleted or last changed before this time is garbage, in milliseconds since the epoch. */
  public long cutoff() {
    return cutoff;
  }

  /** Who requested it, for the audit. */
  public Origin origin() {
    return origin;
  }

  /** Whether the step has to end. */
  public boolean isUsedUp() {
    return System.nanoTime() - end > 0;
  }

  public void freed(GarbageKind kind, String name, String reason, long bytes) {
    add(new Found(kind, Outcome.FREED, name, reason, bytes));
  }

  public void skipped(GarbageKind kind, String name, String reason, long bytes) {
    add(new Found(kind, Outcome.SKIPPED, name, reason, bytes));
  }

  private void add(Found found) {
    Total before = totals
        .computeIfAbsent(found.kind, any -> new EnumMap<>(Outcome.class))
        .getOrDefault(found.outcome, new Total(found.kind, found.outcome, 0, 0));
    totals.get(found.kind).put(found.outcome, before.plus(found.bytes));
    if (before.objects < MOST_LISTED) {
      listed.add(found);
    }
  }

  List<Total> totals() {
    return totals.values().stream().flatMap(each -> each.values().stream()).toList();
  }

  List<Found> listed() {
    return listed;
  }
}
