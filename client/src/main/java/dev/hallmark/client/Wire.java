package dev.hallmark.client;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The bodies as they travel; what the server left out is null. */
final class Wire {
  private Wire() {}

  record Error(String errorCode, String message) {}

  record Answer(Version modelVersion) {}

  record Tag(String key, String value) {}

  /** @param version a number that travels as text */
  record Version(
      String name,
      String version,
      long creationTimestamp,
      long lastUpdatedTimestamp,
      String currentStage,
      String description,
      String source,
      String runId,
      String status,
      List<Tag> tags,
      List<String> aliases) {

    ModelVersion toModelVersion() {
      return new ModelVersion(
          name,
          Integer.parseInt(version),
          Instant.ofEpochMilli(creationTimestamp),
          Instant.ofEpochMilli(lastUpdatedTimestamp),
          text(currentStage),
          text(description),
          text(source),
          text(runId),
          text(status),
          list(tags).stream().collect(Collectors.toMap(Tag::key, tag -> text(tag.value()))),
          list(aliases));
    }
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static <T> List<T> list(List<T> value) {
    return Objects.requireNonNullElse(value, List.of());
  }
}
