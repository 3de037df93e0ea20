package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.Seal;
import java.util.Optional;

/** The source of a version and the location of its files. */
public sealed interface VersionSource {
  /**
   * The data that the client sent.
   *
   * @param source as the client sent it
   * @param runId the run that created it, or empty
   * @param runLink a URL of that run, or empty
   * @param loggedModelId the logged model that it was created from, or empty
   */
  record Origin(String source, String runId, String runLink, String loggedModelId) {
    Origin of(String loggedModel) {
      return new Origin(source, runId, runLink, loggedModel);
    }
  }

  Origin origin();

  default VersionStatus status() {
    return VersionStatus.READY;
  }

  /** Why the version is not ready; may be empty. */
  default String statusMessage() {
    return "";
  }

  /** The SHA-256 of the manifest in lower-case hexadecimal digits; empty if this server does not store the contents. */
  default Optional<String> digest() {
    return Optional.empty();
  }

  /** The URI of the files; empty if the version is not ready. */
  Optional<String> filesUri();

  /** The same contents for a version with another origin; empty if the version is not ready. */
  default Optional<VersionSource> copiedAs(Origin other) {
    return Optional.empty();
  }

  /** Its files are in a seal of this server. */
  record Sealed(Origin origin, String seal) implements VersionSource {
    @Override
    public Optional<String> digest() {
      return Optional.of(seal);
    }

    @Override
    public Optional<VersionSource> copiedAs(Origin other) {
      return Optional.of(new Sealed(other, seal));
    }

    @Override
    public Optional<String> filesUri() {
      return Optional.of(Seal.location(seal).toUri());
    }
  }

  /**
   * Its files are being sealed.
   *
   * @param location of the files
   * @param statusMessage how far it is
   */
  record Pending(Origin origin, String location, String statusMessage) implements VersionSource {
    Pending(Origin origin, String location) {
      this(origin, location, "waiting to be sealed");
    }

    @Override
    public VersionStatus status() {
      return VersionStatus.PENDING_REGISTRATION;
    }

    @Override
    public Optional<String> filesUri() {
      return Optional.empty();
    }
  }

  /** Its files could not be sealed. */
  record Failed(Origin origin, String statusMessage) implements VersionSource {
    @Override
    public VersionStatus status() {
      return VersionStatus.FAILED_REGISTRATION;
    }

    @Override
    public Optional<String> filesUri() {
      return Optional.empty();
    }
  }

  /** Its files are in another store; only their URI is recorded. */
  record Reference(Origin origin, String location) implements VersionSource {
    @Override
    public Optional<VersionSource> copiedAs(Origin other) {
      return Optional.of(new Reference(other, location));
    }

    @Override
    public Optional<String> filesUri() {
      return Optional.of(location);
    }
  }

  /** A version of a prompt: its contents are tags, and its source is a placeholder. */
  record PromptText(Origin origin, String contents) implements VersionSource {
    @Override
    public Optional<String> digest() {
      return Optional.of(contents);
    }

    @Override
    public Optional<VersionSource> copiedAs(Origin other) {
      return Optional.of(new PromptText(other, contents));
    }

    @Override
    public Optional<String> filesUri() {
      return Optional.of(origin.source());
    }
  }
}
