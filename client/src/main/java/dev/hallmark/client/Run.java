package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.http.Json;
import java.time.Instant;
import java.util.Map;

/**
 * One execution of a training job, or of a job that uses a model.
 *
 * <pre>{@code
 * double auc = client.runs().get(version.runId()).metrics().get("auc").value();
 * }</pre>
 *
 * @param started {@link Instant#EPOCH} if not set
 * @param ended {@link Instant#EPOCH} while the run is active
 * @param artifactUri the URI of its files
 * @param metrics the latest value of each metric
 */
public record Run(
    String id,
    String name,
    String experimentId,
    String userId,
    RunStatus status,
    Instant started,
    Instant ended,
    String artifactUri,
    boolean deleted,
    Map<String, Metric> metrics,
    Map<String, String> params,
    Map<String, String> tags) {

  public Run {
    metrics = Map.copyOf(metrics);
    params = Map.copyOf(params);
    tags = Map.copyOf(tags);
  }

  static Run from(JsonNode json) {
    JsonNode info = Json.child(json, "info");
    JsonNode data = json.path("data");
    return new Run(
        Json.text(info, "run_id"),
        Json.text(info, "run_name"),
        Json.text(info, "experiment_id"),
        Json.text(info, "user_id"),
        RunStatus.of(Json.text(info, "status")),
        Json.time(info, "start_time"),
        Json.time(info, "end_time"),
        Json.text(info, "artifact_uri"),
        Json.text(info, "lifecycle_stage").equals("deleted"),
        Json.map(data, "metrics", "key", Metric::from),
        Json.tags(data, "params"),
        Json.tags(data, "tags"));
  }
}
