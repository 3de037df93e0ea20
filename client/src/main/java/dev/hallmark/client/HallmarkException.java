package dev.hallmark.client;

/** An answer that is no success, or none at all. */
public final class HallmarkException extends RuntimeException {
  /** The code where no server answered; the status is 0 then. */
  public static final String UNREACHABLE = "UNREACHABLE";

  private final int status;
  private final String code;

  HallmarkException(int status, String code, String message) {
    this(status, code, message, null);
  }

  HallmarkException(int status, String code, String message, Throwable cause) {
    super(code + ": " + message, cause);
    this.status = status;
    this.code = code;
  }

  /** The HTTP status; 0 where no server answered. */
  public int status() {
    return status;
  }

  /** The server's error code, such as {@code RESOURCE_DOES_NOT_EXIST}; {@code HTTP_<status>} where it gave none. */
  public String code() {
    return code;
  }
}
