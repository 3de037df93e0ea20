package dev.hallmark.server.artifacts.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Bounded sets that keep the most recently added values. */
public final class RecentSet {
  private static final int SIZE = 10_000;

  private RecentSet() {}

  /** Creates a thread-safe set. */
  public static <T> Set<T> create() {
    return Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
        return size() > SIZE;
      }
    }));
  }
}
