package dev.hallmark.client.http;

import java.io.IOException;
import java.util.Map;

/** Sends a request once, without following redirects. */
interface Transport {
  /**
   * Throws ConnectException, HttpConnectTimeoutException or SSLHandshakeException when the request certainly was not sent.
   *
   * @param headers that go along with those of the call
   */
  Response send(Request request, Map<String, String> headers)
      throws IOException, InterruptedException;
}
