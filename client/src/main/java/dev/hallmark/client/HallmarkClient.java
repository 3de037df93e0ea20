package dev.hallmark.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a registry which version to use. Safe for use by several threads; a call that gets no answer is not repeated. */
public final class HallmarkClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String API = "/api/2.0/mlflow";

  private final Exchange exchange;

  /** @param server as in {@code http://127.0.0.1:5000}, with a path where the server is mounted below one */
  public HallmarkClient(URI server) {
    this(server, PATIENCE);
  }

  /** @param patience how long an answer may take */
  public HallmarkClient(URI server, Duration patience) {
    this.exchange = new Exchange(server, patience);
  }

  /** Whether the server answers its probe; false as well where there is no server. */
  public boolean isHealthy() {
    try {
      return exchange.text("/health").equals("OK");
    } catch (HallmarkException e) {
      return false;
    }
  }

  /** The MLflow release that the server stands in for, such as {@code 3.17.2}. */
  public String mlflowVersion() {
    return exchange.text("/version");
  }

  public ModelVersion getModelVersion(String name, int version) {
    return version("/model-versions/get?name=" + encoded(name) + "&version=" + version);
  }

  /** The version that the alias points at now. */
  public ModelVersion getModelVersionByAlias(String name, String alias) {
    return version("/registered-models/alias?name=" + encoded(name) + "&alias=" + encoded(alias));
  }

  private ModelVersion version(String call) {
    return exchange.json(API + call, Wire.Answer.class).modelVersion().toModelVersion();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
