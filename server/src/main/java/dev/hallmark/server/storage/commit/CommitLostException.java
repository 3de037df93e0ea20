package dev.hallmark.server.storage.commit;

/** The database became unreachable during a flush; commits that were not flushed may be lost. */
public final class CommitLostException extends RuntimeException {
  public CommitLostException(Throwable cause) {
    super(cause);
  }
}
