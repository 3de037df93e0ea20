package dev.hallmark.client.http;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * A response whose header has arrived.
 *
 * @param body arrives as it is read; reading throws when nothing comes for the client's timeout
 */
public record Response(URI uri, int status, HttpHeaders headers, InputStream body) {
  /** The first value; empty where there is none. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
