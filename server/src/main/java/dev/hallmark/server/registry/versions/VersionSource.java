package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.Seal;
import java.util.Optional;

/** Where a version comes from and where its files are. */
public sealed interface VersionSource {
  /**
   * What the client said of it.
   *
   * @param source as the client gave it
   * @param runId the run it was made by, empty when nobody said
   * @param runLink an address of that run, or empty
   * @param loggedModelId the logged model it was made from, or empty
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

  /** Why it is not ready; empty without a reason. */
  default String statusMessage() {
    return "";
  }

  /** SHA-256 of the contents in lower-case hexadecimal digits; empty where this server does not know them. */
  default Optional<String> digest() {
    return Optional.empty();
  }

  /** The URI at which clients find the files; empty while there are none. */
  Optional<String> filesUri();

  /** The same contents for a version with another origin; empty while there are none. */
  default Optional<VersionSource> copiedAs(Origin other) {
    return Optional.empty();
  }

  /** Its files are kept by this server, where nobody can change them. */
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

  /** Its files are being sealed. */
  record Pending(Origin origin) implements VersionSource {
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

  /** Its files are elsewhere, at a URI that is only recorded. */
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

  /** A version of a prompt: its contents are tags, and the source is a placeholder. */
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
