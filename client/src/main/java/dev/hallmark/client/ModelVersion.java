package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One version of a registered model. Strings that the server omits are empty.
 *
 * <pre>{@code
 * ModelVersion version = client.versions().get("fraud", 7);
 * if (!version.aliases().contains("champion")) {
 *   log.warn("{} of {} is not the champion", version.version(), version.name());
 * }
 * }</pre>
 *
 * @param version 1, 2, 3 …
 * @param source the URI that was given at registration
 * @param statusMessage the reason if the version is not ready
 * @param modelId the logged model that the version was created from
 * @param digest {@code sha256:} and 64 hexadecimal digits, the SHA-256 of the manifest of its files; empty for a version whose files the
 *     server does not store, and always empty on MLflow's own server
 * @param aliases the aliases of this version; MLflow's own server omits them from search results
 */
public record ModelVersion(
    String name,
    int version,
    Instant created,
    Instant updated,
    Stage stage,
    String description,
    String source,
    String runId,
    String runLink,
    String modelId,
    String digest,
    VersionStatus status,
    String statusMessage,
    Map<String, String> tags,
    List<String> aliases) {

  public ModelVersion {
    tags = Map.copyOf(tags);
    aliases = List.copyOf(aliases);
  }

  static ModelVersion from(JsonNode json) {
    return new ModelVersion(
        Json.text(json, "name"),
        (int) Json.number(json, "version"),
        Json.time(json, "creation_timestamp"),
        Json.time(json, "last_updated_timestamp"),
        Stage.of(Json.text(json, "current_stage")),
        Json.text(json, "description"),
        Json.text(json, "source"),
        Json.text(json, "run_id"),
        Json.text(json, "run_link"),
        Json.text(json, "model_id"),
        Json.text(json, "digest"),
        VersionStatus.of(Json.text(json, "status")),
        Json.text(json, "status_message"),
        Json.tags(json, "tags"),
        Json.list(json, "aliases", JsonNode::asText));
  }

  /** This version as a JSON object, with the field names of the REST API; empty fields are left out. */
  public String toJson() {
    return json().toPrettyString();
  }

  /** As {@link #toJson()}, with {@code integrity} as in the API of Hallmark. */
  public String toJson(Integrity integrity) {
    ObjectNode json = json();
    json.set(Integrity.FIELD, integrity.toJson());
    return json.toPrettyString();
  }

  private ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("name", name).put("version", String.valueOf(version));
    json.put("creation_timestamp", created.toEpochMilli());
    json.put("last_updated_timestamp", updated.toEpochMilli());
    json.put("current_stage", stage.text());
    json.put("status", status.name());
    Json.putUnlessEmpty(json, "status_message", statusMessage);
    Json.putUnlessEmpty(json, "digest", digest);
    Json.putUnlessEmpty(json, "description", description);
    Json.putUnlessEmpty(json, "source", source);
    Json.putUnlessEmpty(json, "run_id", runId);
    Json.putUnlessEmpty(json, "run_link", runLink);
    Json.putUnlessEmpty(json, "model_id", modelId);
    if (!tags.isEmpty()) {
      json.set("tags", Json.pairs(new TreeMap<>(tags)));
    }
    if (!aliases.isEmpty()) {
      json.set("aliases", Json.texts(aliases));
    }
    return json;
  }
}
