package dev.hallmark.server.artifacts.store;

import java.util.Collections;
import java.util.Set;

/** Bounded sets that keep the most recently added values. */
public final class RecentSet {
  private RecentSet() {}

  /** Creates a thread-safe set. */
  public static <T> Set<T> create() {
    return Collections.newSetFromMap(RecentMap.create());
  }
}
