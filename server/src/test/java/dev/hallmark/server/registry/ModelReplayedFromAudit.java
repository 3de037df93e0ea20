package dev.hallmark.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/**
 * The only model of a database as its audit entries tell of it, put together in the order of their revisions.
 *
 * @param revisions in order, doubled ones too
 * @param stages by version
 */
record ModelReplayedFromAudit(
    List<Long> revisions,
    Map<String, Integer> aliases,
    Map<String, String> tags,
    Map<Integer, String> stages) {
  private static final JsonMapper JSON = new JsonMapper();

  private record Entry(long revision, String operation, String details) {}

  static ModelReplayedFromAudit of(Jdbi jdbi) {
    ModelReplayedFromAudit told = new ModelReplayedFromAudit(
        new ArrayList<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    jdbi.withHandle(handle -> handle
            .createQuery("select revision, operation, details from audit order by revision")
            .map((row, context) -> new Entry(row.getLong(1), row.getString(2), row.getString(3)))
            .list())
        .forEach(told::add);
    return told;
  }

  private void add(Entry entry) {
    revisions.add(entry.revision);
    JsonNode details = details(entry);
    int version = details.path("version").asInt();
    switch (entry.operation) {
      case "ModelCreated" -> {}
      case "VersionCreated" -> stages.put(version, "None");
      case "AliasSet" ->
        aliases.put(details.get("alias").asText(), details.get("after").asInt());
      case "ModelTagSet" ->
        tags.put(details.get("key").asText(), details.get("after").asText());
      case "VersionTransitioned" -> {
        details.get("archived").forEach(other -> stages.put(other.asInt(), "Archived"));
        stages.put(version, details.get("after").asText());
      }
      case "VersionDeleted" -> {
        stages.remove(version);
        details.get("aliases").forEach(alias -> aliases.remove(alias.asText()));
      }
      default -> throw new IllegalArgumentException(entry.operation);
    }
  }

  private static JsonNode details(Entry entry) {
    try {
      return JSON.readTree(entry.details);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(entry.details, e);
    }
  }
}
