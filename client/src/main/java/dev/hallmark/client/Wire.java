package dev.hallmark.client;

import java.io.IOException;
import java.util.Map;

/** A way to send a request once, without following redirects. */
interface Wire {
  /**
   * Throws ConnectException, HttpConnectTimeoutException or SSLHandshakeException when the request certainly was not sent.
   *
   * @param headers that go along with those of the call
   */
  Answer ask(Call call, Map<String, String> headers) throws IOException, InterruptedException;
}
