package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * What the server knows about the files of a version without reading them.
 *
 * @param status {@code unverified}, {@code intact}, {@code damaged} or {@code unreadable}
 * @param verified when all files were last compared with their digests; the epoch if never
 * @param checked when that was last tried, also if files could not be read; the epoch if never
 */
public record Integrity(String status, Instant verified, Instant checked) {
  static final String FIELD = "integrity";

  /** Empty if the version has no files on the server. */
  static Optional<Integrity> from(JsonNode version) {
    JsonNode json = version.path(FIELD);
    return json.isMissingNode()
        ? Optional.empty()
        : Optional.of(new Integrity(
            Json.text(json, "status"), time(json, "verified_at"), time(json, "checked_at")));
  }

  private static Instant time(JsonNode json, String field) {
    String text = Json.text(json, field);
    return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
  }

  /** A JSON object with the field names of the REST API. */
  ObjectNode toJson() {
    ObjectNode json = Json.object().put("status", status);
    Json.putUnlessEmpty(json, "verified_at", text(verified));
    Json.putUnlessEmpty(json, "checked_at", text(checked));
    return json;
  }

  private static String text(Instant time) {
    return time.equals(Instant.EPOCH) ? "" : time.toString();
  }
}
