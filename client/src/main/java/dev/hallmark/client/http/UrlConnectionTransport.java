package dev.hallmark.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Downloads files with {@link HttpURLConnection}: the reading thread reads from the socket itself. {@link java.net.http.HttpClient} passes
 * small buffers between threads, which costs more CPU time than hashing the bytes. An interrupt takes effect between two reads.
 */
final class UrlConnectionTransport implements Transport {
  /** Has no passwords: a 401 is returned like other responses. */
  private static final Authenticator NO_CREDENTIALS = new Authenticator() {};

  private final Settings settings;

  /** Kept in a field because the JDK shares connections only within one factory. */
  private final SSLSocketFactory sockets;

  UrlConnectionTransport(Settings settings) {
    this.settings = settings;
    this.sockets = settings.tls().getSocketFactory();
  }

  @Override
  public Response send(Request request, Map<String, String> headers)
      throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    HttpURLConnection connection = prepared(request);
    headers.forEach(connection::setRequestProperty);
    try {
      return exchange(request, connection);
    } catch (IOException | RuntimeException failure) {
      connection.disconnect();
      throw failure;
    }
  }

  private static Response exchange(Request request, HttpURLConnection connection)
      throws IOException {
    connect(connection);
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new IOException("the answer is not of HTTP");
    }
    return new Response(request.uri(), status, headers(connection), body(connection, status));
  }

  private HttpURLConnection prepared(Request request) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection();
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(sockets);
    }
    connection.setAuthenticator(NO_CREDENTIALS);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(millis(settings.connectTimeout()));
    connection.setReadTimeout(millis(settings.timeout()));
    connection.setRequestProperty("Accept", "*/*");
    request.headers().forEach(connection::setRequestProperty);
    return connection;
  }

  /** The JDK interprets 0 as no timeout. */
  private static int millis(Duration time) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, time.toMillis()));
  }

  private static void connect(HttpURLConnection connection) throws IOException {
    try {
      connection.connect();
    } catch (SSLException e) {
      throw e;
    } catch (IOException e) {
      throw (IOException) new ConnectException(e.getMessage()).initCause(e);
    }
  }

  /** Removes the status line, which the JDK stores under the key null. */
  private static HttpHeaders headers(HttpURLConnection connection) {
    Map<String, List<String>> fields = new HashMap<>(connection.getHeaderFields());
    fields.remove(null);
    return HttpHeaders.of(fields, (name, value) -> true);
  }

  private static InputStream body(HttpURLConnection connection, int status) throws IOException {
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    return body == null ? InputStream.nullInputStream() : body;
  }
}
