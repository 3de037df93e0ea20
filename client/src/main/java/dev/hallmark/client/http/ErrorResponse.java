package dev.hallmark.client.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * An error response. It may come from a proxy or gateway and need not be JSON.
 *
 * @param code the server's error code; {@code HTTP_<status>} if there is none
 * @param requestId empty if there is none
 * @param retryAfter zero if there is none
 */
public record ErrorResponse(
    int status, String code, String message, String requestId, Duration retryAfter) {
  private static final int MAX_BYTES = 64 * 1024;

  static ErrorResponse read(Response response) throws IOException {
    String text = new String(response.body().readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    int status = response.status();
    JsonNode error = parsed(text);
    String code = error.path("error_code").asText(error.path("code").asText(""));
    String message = error.path("message").asText(error.path("detail").asText(""));
    return new ErrorResponse(
        status,
        code.isEmpty() ? "HTTP_" + status : code,
        message.isEmpty() ? start(text) : message,
        response.header("X-Request-Id"),
        retryAfter(response.header("Retry-After")));
  }

  /** A response with status 200 whose body is invalid. */
  static ErrorResponse unreadable(String message) {
    return new ErrorResponse(200, "HTTP_200", message, "", Duration.ZERO);
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      return Json.object(); // probably an HTML page of a gateway; only the status is useful
    }
  }

  private static String start(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return "the answer gives no reason";
    }
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  /** Parses seconds or an HTTP date; zero for anything else. */
  private static Duration retryAfter(String value) {
    try {
      if (value.matches("\\d{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(value));
      }
      if (!value.isEmpty()) {
        Instant then =
            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        Duration wait = Duration.between(Instant.now(), then);
        return wait.isNegative() ? Duration.ZERO : wait;
      }
      return Duration.ZERO;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }
}
