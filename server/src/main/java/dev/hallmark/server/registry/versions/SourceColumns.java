package dev.hallmark.server.registry.versions;

import dev.hallmark.server.registry.versions.VersionSource.Failed;
import dev.hallmark.server.registry.versions.VersionSource.Origin;
import dev.hallmark.server.registry.versions.VersionSource.Pending;
import dev.hallmark.server.registry.versions.VersionSource.PromptText;
import dev.hallmark.server.registry.versions.VersionSource.Reference;
import dev.hallmark.server.registry.versions.VersionSource.Sealed;
import dev.hallmark.server.storage.IndexPrefix;

/**
 * A {@link VersionSource} as table {@code model_version} has it.
 *
 * @param location empty but for a reference and a prompt
 * @param digest empty but for a sealed version and a prompt
 */
record SourceColumns(
    Origin origin, String location, String digest, VersionStatus status, String statusMessage) {

  static SourceColumns of(VersionSource source) {
    boolean elsewhere = source instanceof Reference || source instanceof PromptText;
    return new SourceColumns(
        source.origin(),
        elsewhere ? source.filesUri().orElseThrow() : "",
        source.digest().orElse(""),
        source.status(),
        source.statusMessage());
  }

  /** The first characters of the source, for the index. */
  String prefix() {
    return IndexPrefix.ofSource(origin.source());
  }

  VersionSource source() {
    return switch (status) {
      case PENDING_REGISTRATION -> new Pending(origin);
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
