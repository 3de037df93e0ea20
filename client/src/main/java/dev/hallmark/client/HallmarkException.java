package dev.hallmark.client;

import dev.hallmark.client.http.ErrorResponse;
import java.time.Duration;
import java.util.Objects;

/**
 * A call failed: the server returned an error, did not respond, or sent an invalid response.
 *
 * <pre>{@code
 * try {
 *   client.models().getByAlias("fraud", "champion");
 * } catch (HallmarkException e) {
 *   log.error("code {}, status {}, request {}", e.code(), e.status(), e.requestId());
 * }
 * }</pre>
 */
public final class HallmarkException extends RuntimeException {
  /** The code if no connection could be opened, so that no request was sent; the status is 0. */
  public static final String UNREACHABLE = "UNREACHABLE";

  /**
   * The code if the request was sent but the response did not arrive completely. The server may have processed it or not; the status is 0.
   */
  public static final String CONNECTION_LOST = "CONNECTION_LOST";

  /** The code if content does not match its digest twice in a row; the status is 0. */
  public static final String DIGEST_MISMATCH = "DIGEST_MISMATCH";

  /** The code if a local file cannot be read or written; the status is 0. */
  public static final String LOCAL_FILE = "LOCAL_FILE";

  /** The code if a URI, a setting or the contents of a file are invalid or unsupported; the status is 0. */
  public static final String UNUSABLE = "UNUSABLE";

  /** The code if a model is read without the server and the cache does not have it, or only a copy that is too old; the status is 0. */
  public static final String OFFLINE = "OFFLINE";

  private final int status;
  private final String code;
  private final String requestId;
  private final Duration retryAfter;

  /** @param code one of the constants, or an error code of the server */
  public HallmarkException(String code, String message) {
    this(code, message, null);
  }

  /** @param cause may be null */
  public HallmarkException(String code, String message, Throwable cause) {
    this(new ErrorResponse(0, code, message, "", Duration.ZERO), cause);
  }

  /**
   * For internal use: an error response of the server.
   *
   * @param cause may be null
   */
  public HallmarkException(ErrorResponse response, Throwable cause) {
    super(response.code() + ": " + response.message(), cause);
    this.status = response.status();
    this.code = Objects.requireNonNull(response.code());
    this.requestId = Objects.requireNonNull(response.requestId());
    this.retryAfter = Objects.requireNonNull(response.retryAfter());
  }

  /** The HTTP status; 0 if there was no response. */
  public int status() {
    return status;
  }

  /** The server's error code, such as {@code RESOURCE_DOES_NOT_EXIST}; {@code HTTP_<status>} if the response has none. */
  public String code() {
    return code;
  }

  /** Identifies the request in the server's log; empty if the response has no {@code X-Request-Id}. */
  public String requestId() {
    return requestId;
  }

  /** The delay from {@code Retry-After}; zero if the response has none. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** Whether the server responded that the object does not exist. */
  public boolean isNotFound() {
    return code.equals("RESOURCE_DOES_NOT_EXIST") || code.equals("NOT_FOUND");
  }
}
