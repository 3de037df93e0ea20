package dev.hallmark.server.storage.commit;

/** The database that was to flush went out of reach, and may have forgotten what it had not flushed. */
public final class CommitLostException extends RuntimeException {
  public CommitLostException(Throwable cause) {
    super(cause);
  }
}
