package dev.hallmark.client.http;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * A response whose headers have arrived.
 *
 * @param body streamed; reading throws if nothing arrives within the client's timeout
 */
public record Response(URI uri, int status, HttpHeaders headers, InputStream body) {
  /** The first value of this header; empty if there is none. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
