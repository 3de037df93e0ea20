package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A measured value.
 *
 * <pre>{@code
 * client.runs().log(runId, Metric.of("auc", 0.93));
 * }</pre>
 *
 * @param time truncated to milliseconds
 * @param step epoch, iteration or similar; 0 if not used
 */
public record Metric(String key, double value, Instant time, long step) {

  public Metric {
    time = time.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Measured now, at step 0. */
  public static Metric of(String key, double value) {
    return new Metric(key, value, Instant.now(), 0);
  }

  static Metric from(JsonNode json) {
    return new Metric(
        Json.text(json, "key"),
        Json.decimal(json, "value"),
        Json.time(json, "timestamp"),
        Json.number(json, "step"));
  }

  ObjectNode toJson() {
    return Json.object()
        .put("key", key)
        .put("value", value)
        .put("timestamp", time.toEpochMilli())
        .put("step", step);
  }
}
