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
 * What a server says when it refuses a request. Anything between the server and us may have written it, and not in JSON.
 *
 * @param code the server's error code; {@code HTTP_<status>} where it gave none
 * @param requestId empty where the server gave none
 * @param retryAfter zero where the server gave none
 */
public record ErrorResponse(
    int status, String code, String message, String requestId, Duration retryAfter) {
  private static final int LONGEST = 64 * 1024;

  static ErrorResponse read(Response response) throws IOException {
    String text = new String(response.body().readNBytes(LONGEST), StandardCharsets.UTF_8);
    int status = response.status();
    JsonNode error = parsed(text);
    String code = error.path("error_code").asText("");
    String message = error.path("message").asText("");
    return new ErrorResponse(
        status,
        code.isEmpty() ? "HTTP_" + status : code,
        message.isEmpty() ? start(text) : message,
        response.header("X-Request-Id"),
        retryAfter(response.header("Retry-After")));
  }

  /** A success whose contents cannot be right. */
  static ErrorResponse unreadable(String message) {
    return new ErrorResponse(200, "HTTP_200", message, "", Duration.ZERO);
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      return Json.object(); // a gateway's page: its status is all that it says
    }
  }

  private static String start(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return "the answer gives no reason";
    }
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  /** Seconds or a date; what is neither counts as not said. */
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
