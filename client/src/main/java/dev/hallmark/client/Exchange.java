package dev.hallmark.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends a request, and makes one kind of exception of all that is not a success. */
final class Exchange {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  private final HttpClient http;
  private final String server;
  private final Duration patience;

  Exchange(URI server, Duration patience) {
    this.server = server.toString().replaceAll("/+$", "");
    this.patience = patience;
    this.http = HttpClient.newBuilder().connectTimeout(patience).build();
  }

  <T> T json(String path, Class<T> type) {
    String body = text(path);
    try {
      return MAPPER.readValue(body, type);
    } catch (JsonProcessingException e) {
      throw new HallmarkException(
          200, "HTTP_200", "the answer to " + path + " is not the JSON expected", e);
    }
  }

  String text(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + path)).timeout(patience).build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw refused(answer);
      }
      return answer.body();
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private HallmarkException unreachable(Exception cause) {
    return new HallmarkException(
        0, HallmarkException.UNREACHABLE, "no answer from " + server, cause);
  }

  /** Anything between the server and us may answer as well, with a body that is not JSON. */
  private static HallmarkException refused(HttpResponse<String> answer) {
    int status = answer.statusCode();
    try {
      Wire.Error error = MAPPER.readValue(answer.body(), Wire.Error.class);
      if (error.errorCode() != null) {
        return new HallmarkException(status, error.errorCode(), error.message());
      }
    } catch (JsonProcessingException e) {
      return new HallmarkException(status, "HTTP_" + status, "the answer is not JSON", e);
    }
    return new HallmarkException(status, "HTTP_" + status, "the answer gives no reason");
  }
}
