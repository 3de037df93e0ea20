package dev.hallmark.client;

import dev.hallmark.client.http.ErrorResponse;
import java.time.Duration;
import java.util.Objects;

/**
 * What went wrong with a call: a refusal by the server, no answer, or an answer whose contents cannot be right.
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
  /** The code where no connection was made, so that nothing was asked of anybody; the status is 0. */
  public static final String UNREACHABLE = "UNREACHABLE";

  /** The code where the request left and no whole answer came: it may have been carried out or not; the status is 0. */
  public static final String CONNECTION_LOST = "CONNECTION_LOST";

  /** The code where bytes are not those that their digest promises, twice in a row; the status is 0. */
  public static final String DIGEST_MISMATCH = "DIGEST_MISMATCH";

  /** The code where a file on this machine cannot be read or written; the status is 0. */
  public static final String LOCAL_FILE = "LOCAL_FILE";

  /** The code where a URI, a setting or a file's contents make no sense to this client; the status is 0. */
  public static final String UNUSABLE = "UNUSABLE";

  /** The code where a job does without the server and its cache does not have the model, or not as fresh as was asked; the status is 0. */
  public static final String OFFLINE = "OFFLINE";

  private final int status;
  private final String code;
  private final String requestId;
  private final Duration retryAfter;

  /** @param code one of the constants, or the server's own */
  public HallmarkException(String code, String message) {
    this(code, message, null);
  }

  /** @param cause may be null */
  public HallmarkException(String code, String message, Throwable cause) {
    this(new ErrorResponse(0, code, message, "", Duration.ZERO), cause);
  }

  /**
   * For the client itself: what a server answered.
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

  /** The HTTP status; 0 where no server answered. */
  public int status() {
    return status;
  }

  /** The server's error code, such as {@code RESOURCE_DOES_NOT_EXIST}; {@code HTTP_<status>} where it gave none. */
  public String code() {
    return code;
  }

  /** Names the request in the server's log; empty where the server gave no {@code X-Request-Id}. */
  public String requestId() {
    return requestId;
  }

  /** How long the server asked to be left alone; zero where it did not. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** Whether the server says that there is no such thing. */
  public boolean isNotFound() {
    return code.equals("RESOURCE_DOES_NOT_EXIST") || code.equals("NOT_FOUND");
  }
}
