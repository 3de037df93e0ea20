package dev.hallmark.server.storage.commit;

/** The database that was to force went out of reach, and may have forgotten what it had not forced. */
public final class CommitLostException extends RuntimeException {
  public CommitLostException(Throwable cause) {
    super(cause);
  }
}
