package dev.hallmark.server.storage.commit;

/** The database that was to force went out of reach, and may have forgotten what it had not forced. */
public final class ForceLostException extends RuntimeException {
  public ForceLostException(Throwable cause) {
    super(cause);
  }
}
