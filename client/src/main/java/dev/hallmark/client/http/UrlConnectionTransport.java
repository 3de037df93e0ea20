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
 * For reading files, by the JDK's older HTTP client: there the thread that wants the bytes takes them from the socket. The
 * newer one passes them from thread to thread in small pieces, which costs more than to hash them does. An interrupt is seen
 * between two reads.
 */
final class UrlConnectionTransport implements Transport {
  /** Knows no passwords: a refused login is an answer like others. */
  private static final Authenticator NOBODY = new Authenticator() {};

  private final Settings settings;

  /** Always the same one: connections are shared by those who have it. */
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
      return answer(request, connection);
    } catch (IOException | RuntimeException failure) {
      connection.disconnect();
      throw failure;
    }
  }

  private static Response answer(Request request, HttpURLConnection connection) throws IOException {
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
    connection.setAuthenticator(NOBODY);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(millis(settings.connectTimeout()));
    connection.setReadTimeout(millis(settings.timeout()));
    connection.setRequestProperty("Accept", "*/*");
    request.headers().forEach(connection::setRequestProperty);
    return connection;
  }

  /** 0 would mean for ever. */
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

  /** The line with the status is among them, without a name. */
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
