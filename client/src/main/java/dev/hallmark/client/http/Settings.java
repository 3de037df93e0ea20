package dev.hallmark.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * The settings of a client.
 *
 * @param server without a trailing slash and without credentials
 * @param headers sent to this server only, never to a redirect target on another origin
 * @param timeout for the response headers, and for each pause while the body arrives
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
