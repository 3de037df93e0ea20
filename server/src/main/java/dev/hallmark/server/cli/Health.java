package dev.hallmark.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a server says about itself in words, where the client only says whether it is healthy. */
final class Health {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Health() {}

  /**
   * The first line of {@code /health}; empty where it cannot be read without a password or with the certificates that
   * Java trusts, which is no sign of anything.
   *
   * @param server without a slash at its end
   */
  static String of(URI server) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + "/health")).timeout(PATIENCE).build();
    try {
      String text = HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
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
