package dev.hallmark.client;

import dev.hallmark.client.http.Settings;
import dev.hallmark.client.http.TrustedCertificates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * Configures a {@link HallmarkClient}: server, credentials, TLS, timeouts and retries.
 *
 * <pre>{@code
 * HallmarkClient client = HallmarkClient.builder()
 *     .trackingUri(URI.create("https://models.example.org"))
 *     .token(secret)
 *     .caFile(Path.of("/etc/ssl/bank-ca.pem"))
 *     .timeout(Duration.ofSeconds(30))
 *     .build();
 * }</pre>
 */
public final class HallmarkClientBuilder {
  static final String WORKSPACE = "X-MLFLOW-WORKSPACE";
  private static final String HEADER = "Authorization";

  private final Map<String, String> headers = new LinkedHashMap<>();
  private URI server = URI.create("http://127.0.0.1:5000");
  private SSLContext tls = TrustedCertificates.platform();
  private Duration connectTimeout = Duration.ofSeconds(10);
  private Duration timeout = Duration.ofSeconds(120);
  private int retries = 7;

  HallmarkClientBuilder() {
    headers.put("User-Agent", "hallmark-java-client");
  }

  /**
   * The URL of the server. Default: {@code http://127.0.0.1:5000}.
   *
   * @param uri {@code http} or {@code https}, with a path if the server is mounted below one; {@code user:password@} before the host is
   *     passed to {@link #login}
   */
  public HallmarkClientBuilder trackingUri(URI uri) {
    TrackingUri.check(uri);
    String user = uri.getUserInfo() == null ? "" : uri.getUserInfo();
    if (!user.isEmpty()) {
      int colon = user.indexOf(':');
      login(
          colon < 0 ? user : user.substring(0, colon), colon < 0 ? "" : user.substring(colon + 1));
    }
    String path = uri.getRawPath().replaceAll("/+$", "");
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    server = URI.create(uri.getScheme() + "://" + uri.getHost() + port + path);
    return this;
  }

  /** Basic authentication. It takes precedence over a {@link #token}, as in MLflow. */
  public HallmarkClientBuilder login(String username, String password) {
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    headers.put(HEADER, "Basic " + Base64.getEncoder().encodeToString(both));
    return this;
  }

  /** Bearer authentication. */
  public HallmarkClientBuilder token(String token) {
    if (!headers.getOrDefault(HEADER, "").startsWith("Basic ")) {
      if (!isHeaderText(token)) { // the message omits the value, which is a secret
        throw new HallmarkException(
            HallmarkException.UNUSABLE, "the token has a line break or another special character");
      }
      headers.put(HEADER, "Bearer " + token);
    }
    return this;
  }

  /** The workspace of all calls. Default: the server's {@code default}. */
  public HallmarkClientBuilder workspace(String name) {
    if (!isHeaderText(name)) {
      throw new HallmarkException(
          HallmarkException.UNUSABLE,
          "workspace '" + Environment.shortened(name)
              + "' has a line break or another special character");
    }
    headers.put(WORKSPACE, name);
    return this;
  }

  private static boolean isHeaderText(String value) {
    return value.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** Trusts only the CA certificates in this PEM file. */
  public HallmarkClientBuilder caFile(Path pem) {
    tls = TrustedCertificates.only(pem);
    return this;
  }

  /** Trusts every certificate. For tests only: anyone between client and server can read and change the traffic. */
  public HallmarkClientBuilder insecureTls() {
    tls = TrustedCertificates.everything();
    return this;
  }

  /** Timeout for opening a connection. Default: 10 seconds. */
  public HallmarkClientBuilder connectTimeout(Duration longest) {
    connectTimeout = positive("connectTimeout", longest);
    return this;
  }

  /**
   * Timeout for the response headers, and for each pause while the body arrives. Default: 120 seconds. An upload gets one more second for
   * each 256 KB.
   */
  public HallmarkClientBuilder timeout(Duration longest) {
    timeout = positive("timeout", longest);
    return this;
  }

  /**
   * Maximum number of retries after 429, 503 or a broken connection; 0 for none. Default: 7, which takes up to a minute because the delays
   * double from half a second.
   */
  public HallmarkClientBuilder retries(int most) {
    if (most < 0) {
      throw new HallmarkException(HallmarkException.UNUSABLE, "retries are " + most);
    }
    retries = most;
    return this;
  }

  public HallmarkClient build() {
    return new HallmarkClient(settings());
  }

  Settings settings() {
    return new Settings(server, Map.copyOf(headers), tls, connectTimeout, timeout, retries);
  }

  private static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new HallmarkException(HallmarkException.UNUSABLE, name + " is " + value);
    }
    return value;
  }
}
