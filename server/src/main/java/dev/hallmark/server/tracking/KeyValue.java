package dev.hallmark.server.tracking;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.IndexPrefix;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tag or a param. Values from clients are created by {@link #param} and {@link #tag}. */
public record KeyValue(String key, String value) {
  private static final int MAX_PARAM = 6000;
  private static final int MAX_TAG = 8000;

  /** A param of a run or a logged model. A longer value is truncated, as in MLflow. */
  public static KeyValue param(String key, String value) {
    Keys.check(Subject.PARAM, "key", key);
    return new KeyValue(key, Lengths.truncate(MAX_PARAM, value));
  }

  /** A tag of a run or a logged model. A longer value is truncated, as in MLflow. */
  public static KeyValue tag(Subject subject, String key, String value) {
    Keys.check(subject, "key", key);
    return new KeyValue(key, Lengths.truncate(MAX_TAG, value));
  }

  /** The value of the indexed column {@code value_prefix}. */
  public String valuePrefix() {
    return IndexPrefix.ofValue(value);
  }

  /** The last entry for each key, in the order in which the keys first occur. */
  public static List<KeyValue> lastOfEach(Collection<KeyValue> entries) {
    Map<String, KeyValue> last = new LinkedHashMap<>();
    entries.forEach(entry -> last.put(entry.key, entry));
    return List.copyOf(last.values());
  }

  /** Sorted by key, the order in which entries are read from the database. */
  public static List<KeyValue> byKey(Collection<KeyValue> entries) {
    return entries.stream().sorted(Comparator.comparing(KeyValue::key)).toList();
  }
}
