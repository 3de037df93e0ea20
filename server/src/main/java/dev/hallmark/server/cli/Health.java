package dev.hallmark.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads the text of {@code /health}, which the client library does not return. */
final class Health {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Health() {}

  /**
   * The first line of {@code /health}; empty if the request fails. That does not mean that the server is down: the request sends no
   * credentials and trusts only Java's default certificates.
   *
   * @param server the URL without a trailing slash
   */
  static String of(URI server) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + "/health")).timeout(TIMEOUT).build();
    try {
      String text = HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .build()
          .send(request, HttpResponse.BodyHandlers.ofString())
          .body();
      return text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
