package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.http.Json;

/**
 * A file of a version that is not what was registered.
 *
 * @param path relative to the files of the version
 * @param kind {@code changed}, {@code missing}, {@code unexpected} or {@code manifest}
 * @param expected {@code sha256:} and 64 hexadecimal digits; empty if the file does not belong to the version
 * @param found as {@code expected}; empty if the file is missing or was not read
 */
public record DamagedFile(String path, String kind, String expected, String found) {
  static DamagedFile from(JsonNode json) {
    return new DamagedFile(
        Json.text(json, "path"),
        Json.text(json, "kind"),
        Json.text(json, "expected"),
        Json.text(json, "found"));
  }
}
