package dev.hallmark.server.web;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTML pages. Script and style are inline, and the Content-Security-Policy allows only these, by their hashes. */
final class StartPage {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

  private final String script = resource("start.js");
  private final String style = resource("page.css");
  private final String start = resource("start.html");
  private final String refusal = resource("refusal.html");

  String policy() {
    return "default-src 'none'; script-src 'sha256-" + digest(script) + "'; style-src 'sha256-"
        + digest(style) + "'; img-src data:; base-uri 'none'; form-action 'none';"
        + " frame-ancestors 'none'";
  }

  String start(Product product, String address, Counts counts) {
    return filled(
        start,
        Map.of(
            "version", product.version(),
            "mlflow", product.mlflow(),
            "address", address,
            "fixed", Boolean.toString(!product.publicUrl().isEmpty()),
            "models", counts.models(),
            "experiments", counts.experiments(),
            "where", product.workspaces() ? " in the workspace default" : ""));
  }

  String refusal(int status, RegistryException error) {
    return filled(refusal, Map.of("status", Integer.toString(status), "reason", reason(error)));
  }

  private static String reason(RegistryException error) {
    if (error.kind() == ErrorKind.FORBIDDEN && error.field().equals("Host")) {
      return "This server does not know itself by the name " + error.value()
          + ". Whoever runs it can allow the name: hallmark serve --allowed-hosts.";
    }
    return error.kind() == ErrorKind.UNAVAILABLE
        ? "The server cannot answer just now. Try again in a moment."
        : "The page cannot be shown.";
  }

  /** Values are escaped; script and style are not. */
  private String filled(String template, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(
            switch (place.group(1)) {
              case "script" -> script;
              case "style" -> style;
              default -> escaped(values.get(place.group(1)));
            }));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    try (InputStream in = StartPage.class.getResourceAsStream("/web/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
