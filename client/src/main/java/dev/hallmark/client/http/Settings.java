package dev.hallmark.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * What a client was built with.
 *
 * @param server without a slash at its end, and without credentials
 * @param headers that go to this server and to nobody else
 * @param timeout until an answer begins, and between two arrivals of its body
 */
public record Settings(
    URI server,
    Map<String, String> headers,
    SSLContext tls,
    Duration connectTimeout,
    Duration timeout,
    int retries) {

  public Settings hurried(int mostRetries, Duration longest) {
    return new Settings(
        server,
        headers,
        tls,
        shorter(connectTimeout, longest),
        shorter(timeout, longest),
        Math.min(retries, mostRetries));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
