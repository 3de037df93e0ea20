package dev.hallmark.server.storage.commit;

/** The database became unreachable during a flush, and may have lost the commits that were not flushed. */
public final class CommitLostException extends RuntimeException {
  public CommitLostException(Throwable cause) {
    super(cause);
  }
}
