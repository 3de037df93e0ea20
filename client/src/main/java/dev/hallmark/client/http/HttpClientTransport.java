package dev.hallmark.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Sends requests with {@link java.net.http.HttpClient}. */
final class HttpClientTransport implements Transport {
  private final HttpClient http;
  private final Duration timeout;

  HttpClientTransport(Settings settings) {
    timeout = settings.timeout();
    http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(settings.connectTimeout())
        .sslContext(settings.tls())
        .build();
  }

  @Override
  public Response send(Request request, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder = request.toRequest(timeout);
    headers.forEach(builder::setHeader);
    HttpResponse<InputStream> response =
        http.send(builder.build(), info -> new ReadTimeoutStream(timeout));
    return new Response(response.uri(), response.statusCode(), response.headers(), response.body());
  }
}
