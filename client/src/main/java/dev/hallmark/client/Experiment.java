package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.http.Json;
import java.time.Instant;
import java.util.Map;

/**
 * A group of runs.
 *
 * <pre>{@code
 * Experiment nightly = client.experiments().getOrCreate("nightly scoring");
 * }</pre>
 *
 * @param id a decimal number as text
 * @param deleted whether the experiment is soft-deleted; its name is still reserved then
 */
public record Experiment(
    String id,
    String name,
    String artifactLocation,
    boolean deleted,
    Instant created,
    Instant updated,
    Map<String, String> tags) {

  public Experiment {
    tags = Map.copyOf(tags);
  }

  static Experiment from(JsonNode json) {
    return new Experiment(
        Json.text(json, "experiment_id"),
        Json.text(json, "name"),
        Json.text(json, "artifact_location"),
        Json.text(json, "lifecycle_stage").equals("deleted"),
        Json.time(json, "creation_time"),
        Json.time(json, "last_update_time"),
        Json.tags(json, "tags"));
  }
}
