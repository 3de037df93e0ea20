package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A registered model. Strings that the server omits are empty.
 *
 * <pre>{@code
 * int champion = client.models().get("fraud").aliases().get("champion");
 * }</pre>
 *
 * @param latestVersions the highest version in each stage
 * @param aliases version numbers by alias
 */
public record RegisteredModel(
    String name,
    Instant created,
    Instant updated,
    String description,
    List<ModelVersion> latestVersions,
    Map<String, String> tags,
    Map<String, Integer> aliases) {

  public RegisteredModel {
    latestVersions = List.copyOf(latestVersions);
    tags = Map.copyOf(tags);
    aliases = Map.copyOf(aliases);
  }

  static RegisteredModel from(JsonNode json) {
    return new RegisteredModel(
        Json.text(json, "name"),
        Json.time(json, "creation_timestamp"),
        Json.time(json, "last_updated_timestamp"),
        Json.text(json, "description"),
        Json.list(json, "latest_versions", ModelVersion::from),
        Json.tags(json, "tags"),
        Json.map(json, "aliases", "alias", alias -> (int) Json.number(alias, "version")));
  }
}
