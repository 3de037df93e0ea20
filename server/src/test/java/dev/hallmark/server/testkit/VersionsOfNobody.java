package dev.hallmark.server.testkit;

import dev.hallmark.server.artifacts.SealedVersions;
import dev.hallmark.server.events.SealedVersion;
import java.util.List;

/** For seals that no version names. */
public final class VersionsOfNobody implements SealedVersions {
  @Override
  public List<SealedVersion> of(String digest, int limit) {
    return List.of();
  }

  @Override
  public List<String> digests(String after, int limit) {
    return List.of();
  }
}
