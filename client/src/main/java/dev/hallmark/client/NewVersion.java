package dev.hallmark.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.Json;
import java.util.Map;

/**
 * The fields of a version to create. Empty strings are not sent.
 *
 * <pre>{@code
 * ModelVersion version = client.versions().create(
 *     NewVersion.of("fraud", "runs:/" + runId + "/model").runId(runId).description("nightly"));
 * }</pre>
 *
 * @param source a URI, such as {@code runs:/…}, {@code models:/m-…}, {@code models:/other/3} or {@code s3://…}
 */
public record NewVersion(
    String name,
    String source,
    String runId,
    String modelId,
    String runLink,
    String description,
    Map<String, String> tags) {

  public NewVersion {
    tags = Map.copyOf(tags);
  }

  public static NewVersion of(String name, String source) {
    return new NewVersion(name, source, "", "", "", "", Map.of());
  }

  /** The run that contains the source; required for a {@code runs:/} source. */
  public NewVersion runId(String id) {
    return new NewVersion(name, source, id, modelId, runLink, description, tags);
  }

  /** The logged model that is the source; required for a {@code models:/m-…} source. */
  public NewVersion modelId(String id) {
    return new NewVersion(name, source, runId, id, runLink, description, tags);
  }

  /** The URL of the run in a UI. */
  public NewVersion runLink(String link) {
    return new NewVersion(name, source, runId, modelId, link, description, tags);
  }

  public NewVersion description(String text) {
    return new NewVersion(name, source, runId, modelId, runLink, text, tags);
  }

  public NewVersion tags(Map<String, String> all) {
    return new NewVersion(name, source, runId, modelId, runLink, description, all);
  }

  ObjectNode toJson() {
    ObjectNode body = Json.object().put("name", name).put("source", source);
    Map.of("run_id", runId, "model_id", modelId, "run_link", runLink, "description", description)
        .forEach((field, value) -> {
          if (!value.isEmpty()) {
            body.put(field, value);
          }
        });
    body.set("tags", Json.pairs(tags));
    return body;
  }
}
