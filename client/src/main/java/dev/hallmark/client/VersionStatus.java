package dev.hallmark.client;

/**
 * The registration status of a model version.
 *
 * <pre>{@code
 * if (version.status() != VersionStatus.READY) {
 *   throw new IllegalStateException(version.statusMessage());
 * }
 * }</pre>
 */
public enum VersionStatus {
  PENDING_REGISTRATION,
  FAILED_REGISTRATION,
  READY,

  /** The server sent no status, or one that this client does not know. */
  UNKNOWN;

  static VersionStatus of(String text) {
    for (VersionStatus status : values()) {
      if (status.name().equals(text)) {
        return status;
      }
    }
    return UNKNOWN;
  }
}
