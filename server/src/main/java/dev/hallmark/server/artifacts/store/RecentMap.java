package dev.hallmark.server.artifacts.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bounded maps that keep the most recently added keys. */
public final class RecentMap {
  private static final int SIZE = 10_000;

  private RecentMap() {}

  /** Creates a thread-safe map. */
  public static <K, V> Map<K, V> create() {
    return Collections.synchronizedMap(new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > SIZE;
      }
    });
  }
}
