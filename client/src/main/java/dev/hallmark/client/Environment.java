package dev.hallmark.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the environment variables that MLflow's Python client also reads, with the same names and meanings. */
final class Environment {
  private static final Set<String> YES = Set.of("true", "1");
  private static final Set<String> NO = Set.of("false", "0");
  private static final int SHOWN = 200;

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  HallmarkClientBuilder builder() {
    HallmarkClientBuilder builder = new HallmarkClientBuilder();
    given("MLFLOW_TRACKING_URI", text -> builder.trackingUri(TrackingUri.parse(text)));
    given(
        "MLFLOW_TRACKING_USERNAME",
        name -> builder.login(name, variables.getOrDefault("MLFLOW_TRACKING_PASSWORD", "")));
    given("MLFLOW_TRACKING_TOKEN", builder::token);
    given("MLFLOW_TRACKING_SERVER_CERT_PATH", file -> builder.caFile(Path.of(file)));
    given("MLFLOW_TRACKING_INSECURE_TLS", word -> {
      if (isTrue(word)) {
        builder.insecureTls();
      }
    });
    given("MLFLOW_WORKSPACE", builder::workspace);
    given(
        "MLFLOW_HTTP_REQUEST_TIMEOUT",
        text -> builder.timeout(Duration.ofSeconds(number(text, 1))));
    given("MLFLOW_HTTP_REQUEST_MAX_RETRIES", text -> builder.retries(number(text, 0)));
    return builder;
  }

  private void given(String name, Consumer<String> then) {
    String value = variables.getOrDefault(name, "");
    if (!value.isBlank()) {
      try {
        then.accept(value);
      } catch (HallmarkException e) {
        String message = e.getMessage().substring((e.code() + ": ").length());
        throw new HallmarkException(e.code(), name + ": " + message, e.getCause());
      }
    }
  }

  /** MLflow rejects other values too. Ignoring {@code yes} would silently leave certificate checks on. */
  private static boolean isTrue(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (!YES.contains(lower) && !NO.contains(lower)) {
      throw refused(word, "true, false, 1 or 0");
    }
    return YES.contains(lower);
  }

  private static int number(String text, int least) {
    if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least) {
      return Integer.parseInt(text);
    }
    throw refused(text, "a whole number from " + least + " to 999999999");
  }

  private static HallmarkException refused(String text, String expected) {
    return new HallmarkException(
        HallmarkException.UNUSABLE, "'" + shortened(text) + "' is not " + expected);
  }

  /** Shortened for an error message, without control characters. */
  static String shortened(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
