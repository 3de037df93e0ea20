package dev.hallmark.client;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * A response whose header has arrived.
 *
 * @param body arrives as it is read; reading throws when nothing comes for the client's timeout
 */
record Response(URI uri, int status, HttpHeaders headers, InputStream body) {
  /** The first value; empty where there is none. */
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
