package dev.hallmark.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One version of a registered model. Texts that the server leaves out are empty.
 *
 * @param version 1, 2, 3 …
 * @param source where its files came from, as it was given at registration
 * @param status {@code PENDING_REGISTRATION}, {@code READY} or {@code FAILED_REGISTRATION}
 * @param aliases the names that point at this version now
 */
public record ModelVersion(
    String name,
    int version,
    Instant created,
    Instant updated,
    String stage,
    String description,
    String source,
    String runId,
    String status,
    Map<String, String> tags,
    List<String> aliases) {

  public ModelVersion {
    tags = Map.copyOf(tags);
    aliases = List.copyOf(aliases);
  }
}
