package dev.hallmark.server.tracking;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.IndexPrefix;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A named text: a tag or a parameter. What clients send comes in by {@link #param} and {@link #tag}. */
public record KeyValue(String key, String value) {
  private static final int MAX_PARAM = 6000;
  private static final int MAX_TAG = 8000;

  /** A parameter of a run or a logged model. A longer value is cut, as clients expect of MLflow. */
  public static KeyValue param(String key, String value) {
    Keys.check(Subject.PARAM, "key", key);
    return new KeyValue(key, Lengths.cut(MAX_PARAM, value));
  }

  /** A tag of a run or a logged model. A longer value is cut, as clients expect of MLflow. */
  public static KeyValue tag(Subject subject, String key, String value) {
    Keys.check(subject, "key", key);
    return new KeyValue(key, Lengths.cut(MAX_TAG, value));
  }

  /** The columns {@code value_prefix}, which are short enough for an index. */
  public String valuePrefix() {
    return IndexPrefix.ofValue(value);
  }

  /** One entry for each key, the last one given; in the order in which the keys came first. */
  public static List<KeyValue> lastOfEach(Collection<KeyValue> entries) {
    Map<String, KeyValue> last = new LinkedHashMap<>();
    entries.forEach(entry -> last.put(entry.key, entry));
    return List.copyOf(last.values());
  }

  /** In the order in which they are read back. */
  public static List<KeyValue> byKey(Collection<KeyValue> entries) {
    return entries.stream().sorted(Comparator.comparing(KeyValue::key)).toList();
  }
}
