package dev.hallmark.client.http;

import java.io.IOException;
import java.util.Map;

/** Sends a request once, without following redirects. */
interface Transport {
  /**
   * Throws ConnectException, HttpConnectTimeoutException or SSLHandshakeException if the request was certainly not sent.
   *
   * @param headers sent in addition to those of the request
   */
  Response send(Request request, Map<String, String> headers)
      throws IOException, InterruptedException;
}
