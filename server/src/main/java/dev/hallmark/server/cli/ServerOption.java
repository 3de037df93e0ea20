package dev.hallmark.server.cli;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.server.config.settings.ConfigException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option {@code --server} of client commands. */
final class ServerOption {
  private static final String VARIABLE = "MLFLOW_TRACKING_URI";
  private static final String DEFAULT = "http://127.0.0.1:5000";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Option(
      names = "--server",
      paramLabel = "URI",
      defaultValue = "",
      description = {"The server (default: $" + VARIABLE + ", else", DEFAULT + ")."})
  private String server;

  String uri(Map<String, String> environment) {
    return server.isEmpty() ? environment.getOrDefault(VARIABLE, DEFAULT) : server;
  }

  /** A client with the credentials of MLflow's Python client, but without retries, because a user is waiting. */
  HallmarkClient client(Map<String, String> environment) {
    Map<String, String> others = new HashMap<>(environment);
    others.put(VARIABLE, "");
    return HallmarkClient.builderFrom(others)
        .trackingUri(address(uri(environment)))
        .build()
        .hurried(0, TIMEOUT);
  }

  private static URI address(String text) {
    if (text.matches("https?://[^/].*")) {
      try {
        return new URI(text);
      } catch (URISyntaxException e) {
        // handled below like an unsupported scheme
      }
    }
    throw new ConfigException("the server is '" + text + "'; it must be an http or https address");
  }
}
