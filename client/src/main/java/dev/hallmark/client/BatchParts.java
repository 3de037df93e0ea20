package dev.hallmark.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits a batch into requests within MLflow's limits: 100 params, 100 tags and 1,000 values in all. */
final class BatchParts {
  private static final int PAIRS = 100;
  private static final int METRICS = 800;

  private BatchParts() {}

  static List<ObjectNode> of(String runId, Batch batch) {
    List<List<Metric>> metrics = parts(batch.metrics(), METRICS);
    List<List<Map.Entry<String, String>>> params =
        parts(List.copyOf(batch.params().entrySet()), PAIRS);
    List<List<Map.Entry<String, String>>> tags = parts(List.copyOf(batch.tags().entrySet()), PAIRS);
    int count = Math.max(metrics.size(), Math.max(params.size(), tags.size()));
    List<ObjectNode> bodies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ObjectNode body = Json.object().put("run_id", runId);
      ArrayNode list = body.putArray("metrics");
      at(metrics, i).forEach(metric -> list.add(metric.toJson()));
      body.set("params", pairs(at(params, i)));
      body.set("tags", pairs(at(tags, i)));
      bodies.add(body);
    }
    return bodies;
  }

  private static ArrayNode pairs(List<Map.Entry<String, String>> entries) {
    Map<String, String> pairs = new LinkedHashMap<>();
    entries.forEach(entry -> pairs.put(entry.getKey(), entry.getValue()));
    return Json.pairs(pairs);
  }

  private static <T> List<List<T>> parts(List<T> all, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return parts;
  }

  private static <T> List<T> at(List<List<T>> parts, int index) {
    return index < parts.size() ? parts.get(index) : List.of();
  }
}
