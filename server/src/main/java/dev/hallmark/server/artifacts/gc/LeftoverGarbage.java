package dev.hallmark.server.artifacts.gc;

import dev.hallmark.server.artifacts.store.Leftovers;
import dev.hallmark.server.artifacts.store.Leftovers.Leftover;
import java.util.List;
import java.util.Optional;

/** What unfinished work left in the store. */
final class LeftoverGarbage implements Garbage {
  private static final int BATCH = 50;

  private final GarbageKind kind;
  private final Leftovers leftovers;
  private final String reason;

  private LeftoverGarbage(GarbageKind kind, Leftovers leftovers, String reason) {
    this.kind = kind;
    this.leftovers = leftovers;
    this.reason = reason;
  }

  static Garbage temporary(Leftovers leftovers) {
    return new LeftoverGarbage(
        GarbageKind.TEMPORARY_FILE, leftovers, "left by a server that stopped");
  }

  static Garbage uploads(Leftovers leftovers) {
    return new LeftoverGarbage(GarbageKind.UPLOAD, leftovers, "neither completed nor aborted");
  }

  @Override
  public GarbageKind kind() {
    return kind;
  }

  @Override
  public Optional<String> next(Sweep sweep, String after) {
    String last = after;
    List<Leftover> found = leftovers.after(last, BATCH);
    while (!found.isEmpty()) {
      for (Leftover each : found) {
        if (sweep.isUsedUp()) {
          return Optional.of(last);
        }
        last = leftovers.next(last, each, process(sweep, each));
      }
      found = leftovers.after(last, BATCH);
    }
    return Optional.empty();
  }

  /** Returns whether it may not exist any more. */
  private boolean process(Sweep sweep, Leftover found) {
    if (found.usedAt() >= sweep.cutoff()) {
      return false;
    }
    if (sweep.isDryRun() || leftovers.remove(found)) {
      sweep.freed(kind, found.name(), reason, found.bytes());
    }
    return !sweep.isDryRun();
  }
}
