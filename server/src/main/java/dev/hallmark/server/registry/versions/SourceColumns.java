package dev.hallmark.server.registry.versions;

import dev.hallmark.server.registry.versions.VersionSource.Failed;
import dev.hallmark.server.registry.versions.VersionSource.Origin;
import dev.hallmark.server.registry.versions.VersionSource.Pending;
import dev.hallmark.server.registry.versions.VersionSource.PromptText;
import dev.hallmark.server.registry.versions.VersionSource.Reference;
import dev.hallmark.server.registry.versions.VersionSource.Sealed;
import dev.hallmark.server.storage.IndexPrefix;

/**
 * The columns of table {@code model_version} for a {@link VersionSource}.
 *
 * @param location empty except for references, prompts and versions that are not sealed yet
 * @param digest empty except for sealed versions and prompts
 */
record SourceColumns(
    Origin origin, String location, String digest, VersionStatus status, String statusMessage) {

  static SourceColumns of(VersionSource source) {
    return new SourceColumns(
        source.origin(),
        location(source),
        source.digest().orElse(""),
        source.status(),
        source.statusMessage());
  }

  private static String location(VersionSource source) {
    if (source instanceof Pending pending) {
      return pending.location();
    }
    boolean elsewhere = source instanceof Reference || source instanceof PromptText;
    return elsewhere ? source.filesUri().orElseThrow() : "";
  }

  /** The indexed prefix of the source. */
  String prefix() {
    return IndexPrefix.ofSource(origin.source());
  }

  VersionSource source() {
    return switch (status) {
      case PENDING_REGISTRATION -> new Pending(origin, location, statusMessage);
      case FAILED_REGISTRATION -> new Failed(origin, statusMessage);
      case READY -> ready();
    };
  }

  private VersionSource ready() {
    if (location.isEmpty()) {
      return new Sealed(origin, digest);
    }
    return digest.isEmpty() ? new Reference(origin, location) : new PromptText(origin, digest);
  }
}
