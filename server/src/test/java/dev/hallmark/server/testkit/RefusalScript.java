package dev.hallmark.server.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requests of {@code bad-inputs/refusals.txt}, which tells how it is written, run against one server. */
public final class RefusalScript {
  private static final String API = "/api/2.0/mlflow/";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern LINE =
      Pattern.compile("(?:(Make) |Let (\\w+) = (\\S+) )?([A-Z]+) (\\S+)(?: (.*))?");
  private static final Pattern REPEATED =
      Pattern.compile("\\$\\{((?:(?!\\$\\{).)+?)(,?)\\*(\\d+)}");

  /** A server, asked in one way or another. */
  public interface Server {
    /** @param body empty for none, else JSON */
    Response send(String method, String path, String body) throws IOException;
  }

  public record Response(int status, String body) {}

  /** @param line as it stands in the file */
  public record Outcome(String line, Response response) {}

  private final Server server;
  private final Map<String, String> variables = new LinkedHashMap<>();

  public RefusalScript(Server server) {
    this.server = server;
  }

  /** What each request was answered that the server is to refuse, in the order of the file. */
  public List<Outcome> run() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (String line : lines()) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalStateException("cannot read: " + line);
      }
      String path = filled(parts.group(5));
      String body = parts.group(6) == null ? "" : filled(parts.group(6));
      Response response =
          server.send(parts.group(4), path.startsWith("/") ? path : API + path, body);
      if (parts.group(1) == null && parts.group(2) == null) {
        outcomes.add(new Outcome(line, response));
      } else if (response.status() != 200) {
        throw new IllegalStateException(line + " was answered " + response);
      } else if (parts.group(2) != null) {
        JsonNode value = JSON.readTree(response.body()).at(parts.group(3));
        variables.put(parts.group(2), value.asText());
      }
    }
    return outcomes;
  }

  /** The values of the variables, which differ from server to server. */
  public Map<String, String> variables() {
    return Collections.unmodifiableMap(variables);
  }

  private String filled(String text) {
    String repeated = REPEATED
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(String.join(
            match.group(2),
            Collections.nCopies(Integer.parseInt(match.group(3)), match.group(1)))));
    for (Map.Entry<String, String> each : variables.entrySet()) {
      repeated = repeated.replace("${" + each.getKey() + "}", each.getValue());
    }
    return repeated;
  }

  private static List<String> lines() {
    try (InputStream in = RefusalScript.class.getResourceAsStream("/bad-inputs/refusals.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
