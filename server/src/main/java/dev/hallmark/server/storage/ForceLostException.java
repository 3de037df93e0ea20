package dev.hallmark.server.storage;

/** The database that was to force went out of reach, and may have forgotten what it had not forced. */
final class ForceLostException extends RuntimeException {
  ForceLostException(Throwable cause) {
    super(cause);
  }
}
