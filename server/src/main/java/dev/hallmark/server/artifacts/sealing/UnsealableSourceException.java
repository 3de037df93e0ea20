package dev.hallmark.server.artifacts.sealing;

/** Files cannot be sealed, and another attempt would not change that. The message is the reason, for people. */
public final class UnsealableSourceException extends RuntimeException {
  UnsealableSourceException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** The location is below no configured root any more. */
  public static UnsealableSourceException notConfigured(String location) {
    return new UnsealableSourceException(
        location + " is below none of the places that this server may read", null);
  }
}
