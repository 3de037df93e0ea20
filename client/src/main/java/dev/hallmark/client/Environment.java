package dev.hallmark.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The variables that MLflow's SDK reads too, with its names and meanings. */
final class Environment {
  private static final Set<String> YES = Set.of("true", "1");

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  HallmarkClientBuilder builder() {
    HallmarkClientBuilder builder = new HallmarkClientBuilder();
    given("MLFLOW_TRACKING_URI", text -> builder.trackingUri(uri(text)));
    given(
        "MLFLOW_TRACKING_USERNAME",
        name -> builder.login(name, variables.getOrDefault("MLFLOW_TRACKING_PASSWORD", "")));
    given("MLFLOW_TRACKING_TOKEN", builder::token);
    given("MLFLOW_TRACKING_SERVER_CERT_PATH", file -> builder.caFile(Path.of(file)));
    given("MLFLOW_TRACKING_INSECURE_TLS", word -> {
      if (YES.contains(word.toLowerCase(Locale.ROOT))) {
        builder.insecureTls();
      }
    });
    given("MLFLOW_WORKSPACE", builder::workspace);
    given(
        "MLFLOW_HTTP_REQUEST_TIMEOUT",
        text -> builder.timeout(Duration.ofSeconds(number("MLFLOW_HTTP_REQUEST_TIMEOUT", text))));
    given(
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES",
        text -> builder.retries(number("MLFLOW_HTTP_REQUEST_MAX_RETRIES", text)));
    return builder;
  }

  private void given(String name, Consumer<String> then) {
    String value = variables.getOrDefault(name, "");
    if (!value.isBlank()) {
      then.accept(value);
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // neither the text nor the cause: a password may stand in it
      throw new HallmarkException(HallmarkException.UNUSABLE, "MLFLOW_TRACKING_URI is no URI");
    }
  }

  private static int number(String name, String text) {
    if (text.matches("\\d{1,9}")) {
      return Integer.parseInt(text);
    }
    throw new HallmarkException(
        HallmarkException.UNUSABLE, name + " is '" + text + "', which is no number");
  }
}
