package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.http.Json;
import java.util.List;

/**
 * The result of comparing all files of a version with their digests.
 *
 * <pre>{@code
 * Verification found = client.versions().verify("fraud", 7);
 * if (!found.isIntact()) {
 *   found.damaged().forEach(file -> log.error("{} is {}", file.path(), file.kind()));
 * }
 * }</pre>
 *
 * @param digest {@code sha256:} and 64 hexadecimal digits
 * @param bytes the size of all files
 * @param damaged at most 1,000 files
 * @param damagedCount how many there are
 * @param restored the paths of files that were replaced or deleted; empty unless files were restored
 * @param toJson the response of the server
 */
public record Verification(
    boolean isIntact,
    String digest,
    int files,
    long bytes,
    List<DamagedFile> damaged,
    int damagedCount,
    List<String> restored,
    String toJson) {

  public Verification {
    damaged = List.copyOf(damaged);
    restored = List.copyOf(restored);
  }

  static Verification from(JsonNode json) {
    return new Verification(
        Json.text(json, "status").equals("intact"),
        Json.text(json, "digest"),
        (int) Json.number(json, "files"),
        Json.number(json, "bytes"),
        Json.list(json, "damaged", DamagedFile::from),
        (int) Json.number(json, "damaged_count"),
        Json.list(json, "restored", JsonNode::asText),
        json.toPrettyString());
  }
}
