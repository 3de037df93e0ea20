package dev.hallmark.client;

/**
 * The status of a run.
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

  /** The server sent no status, or one that this client does not know. It cannot be sent. */
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
