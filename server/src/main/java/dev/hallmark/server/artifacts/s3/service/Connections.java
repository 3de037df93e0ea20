package dev.hallmark.server.artifacts.s3.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/** Opens connections as the SDK does, also through a proxy that the environment names, but such that {@link WriteTimeout} can close them. */
final class Connections implements UrlConnectionFactory {
  private final Duration connect;
  private final Duration read;
  private final Supplier<SSLSocketFactory> tls;
  private final ProxyConfiguration proxy = ProxyConfiguration.builder().build();

  /** @param tls asked only if a connection needs it */
  Connections(Duration connect, Duration read, Supplier<SSLSocketFactory> tls) {
    this.connect = connect;
    this.read = read;
    this.tls = tls;
  }

  @Override
  public HttpURLConnection createConnection(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) open(uri);
      if (connection instanceof HttpsURLConnection secure) {
        secure.setSSLSocketFactory(tls.get());
      }
      connection.setConnectTimeout((int) connect.toMillis());
      connection.setReadTimeout((int) read.toMillis());
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URLConnection open(URI uri) throws IOException {
    if (!isProxied(uri)) {
      return uri.toURL().openConnection();
    }
    InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
    URLConnection connection = uri.toURL().openConnection(new Proxy(Proxy.Type.HTTP, address));
    if (isSet(proxy.username()) && isSet(proxy.password())) {
      String login = proxy.username() + ":" + proxy.password();
      String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
      connection.addRequestProperty("proxy-authorization", "Basic " + encoded);
    }
    return connection;
  }

  private boolean isProxied(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return proxy.host() != null && proxy.nonProxyHosts().stream().noneMatch(host::matches);
  }

  private static boolean isSet(String text) {
    return text != null && !text.isEmpty();
  }
}
