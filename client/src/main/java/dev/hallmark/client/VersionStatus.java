package dev.hallmark.client;

/**
 * Whether a version can be used.
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

  /** The server did not say, or said what this client does not know. */
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
