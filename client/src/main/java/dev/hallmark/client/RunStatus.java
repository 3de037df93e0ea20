package dev.hallmark.client;

/**
 * How far a run is.
 *
 * <pre>{@code
 * client.runs().end(run.id(), RunStatus.FAILED);
 * }</pre>
 */
public enum RunStatus {
  RUNNING,
  SCHEDULED,
  FINISHED,
  FAILED,
  KILLED,

  /** The server did not say, or said what this client does not know; it cannot be sent. */
  UNKNOWN;

  static RunStatus of(String text) {
    for (RunStatus status : values()) {
      if (status.name().equals(text)) {
        return status;
      }
    }
    return UNKNOWN;
  }
}
