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
    List<Leftover> found = leftovers.after(after, BATCH);
    String last = after;
    for (Leftover each : found) {
      if (sweep.isUsedUp()) {
        return Optional.of(last);
      }
      if (each.usedAt() < sweep.cutoff() && (sweep.isDryRun() || leftovers.remove(each))) {
        sweep.freed(kind, each.name(), reason, each.bytes());
      }
      last = each.position();
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(last);
  }
}
