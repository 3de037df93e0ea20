package dev.hallmark.server.api.v1;

import static dev.hallmark.server.api.v1.V1Json.absentIfEmpty;

import dev.hallmark.server.artifacts.SealStates;
import dev.hallmark.server.registry.tags.Tag;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.VersionSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A version in responses. Null fields are absent. */
record WireVersion(
    String name,
    int version,
    String status,
    String statusMessage,
    String digest,
    String stage,
    List<String> aliases,
    Map<String, String> tags,
    String description,
    String source,
    String runId,
    String runLink,
    String loggedModelId,
    String createdBy,
    String createdAt,
    String updatedAt,
    Integrity integrity) {

  /** @param verifiedAt null if the files were never verified, as is {@code checkedAt} if that was never tried */
  record Integrity(String status, String verifiedAt, String checkedAt) {
    static Integrity of(SealStates.State state) {
      return new Integrity(status(state), time(state.verifiedAt()), time(state.checkedAt()));
    }

    private static String time(long millis) {
      return millis > 0 ? V1Json.time(millis) : null;
    }

    private static String status(SealStates.State state) {
      if (state.damaged()) {
        return "damaged";
      }
      if (state.unreadable()) {
        return "unreadable";
      }
      return state.verifiedAt() > 0 ? "intact" : "unverified";
    }
  }

  /** @param seal empty if the version has none */
  static WireVersion of(ModelVersion version, Optional<SealStates.State> seal) {
    VersionSource source = version.source();
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : version.tags()) {
      tags.put(tag.key(), tag.value());
    }
    return new WireVersion(
        version.name(),
        version.version(),
        source.status().name(),
        absentIfEmpty(source.statusMessage()),
        source.digest().map(WireVersion::digest).orElse(null),
        version.stage().label(),
        version.aliases(),
        tags,
        absentIfEmpty(version.description()),
        source.origin().source(),
        absentIfEmpty(source.origin().runId()),
        absentIfEmpty(source.origin().runLink()),
        absentIfEmpty(source.origin().loggedModelId()),
        version.createdBy(),
        V1Json.time(version.createdAt()),
        V1Json.time(version.updatedAt()),
        seal.map(Integrity::of).orElse(null));
  }

  /** With the name of the algorithm. */
  static String digest(String hexadecimal) {
    return "sha256:" + hexadecimal;
  }
}
