package dev.hallmark.server.artifacts.gc;

import java.util.Optional;

/** Finds and removes garbage of one kind. */
public interface Garbage {
  GarbageKind kind();

  /**
   * Processes some more objects: it stops soon after {@link Sweep#isUsedUp}. An object whose removal was interrupted is found again.
   *
   * @param after where the previous call stopped; empty for the first
   * @return where to continue; empty at the end
   */
  Optional<String> next(Sweep sweep, String after);
}
