package dev.hallmark.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** For calls of every method, by the JDK's HTTP client. */
final class CallWire implements Wire {
  private final HttpClient http;
  private final Duration timeout;

  CallWire(Settings settings) {
    timeout = settings.timeout();
    http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(settings.connectTimeout())
        .sslContext(settings.tls())
        .build();
  }

  @Override
  public Answer ask(Call call, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = call.toRequest(timeout);
    headers.forEach(request::setHeader);
    HttpResponse<InputStream> answer = http.send(request.build(), info -> new PatientBody(timeout));
    return new Answer(answer.uri(), answer.statusCode(), answer.headers(), answer.body());
  }
}
