package dev.hallmark.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics, params and tags of a run that are logged together.
 *
 * <pre>{@code
 * client.runs().log(runId, Batch.empty().param("rows", "120000").metric("seconds", 12.5).tag("job", "nightly"));
 * }</pre>
 */
public record Batch(List<Metric> metrics, Map<String, String> params, Map<String, String> tags) {

  public Batch {
    metrics = List.copyOf(metrics);
    params = Map.copyOf(params);
    tags = Map.copyOf(tags);
  }

  public static Batch empty() {
    return new Batch(List.of(), Map.of(), Map.of());
  }

  /** Measured now, at step 0. */
  public Batch metric(String key, double value) {
    List<Metric> more = new ArrayList<>(metrics);
    more.add(Metric.of(key, value));
    return new Batch(more, params, tags);
  }

  /** A param is logged once; the server rejects a different value later. */
  public Batch param(String key, String value) {
    return new Batch(metrics, with(params, key, value), tags);
  }

  public Batch tag(String key, String value) {
    return new Batch(metrics, params, with(tags, key, value));
  }

  private static Map<String, String> with(Map<String, String> pairs, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(pairs);
    more.put(key, value);
    return more;
  }
}
