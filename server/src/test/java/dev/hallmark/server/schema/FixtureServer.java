package dev.hallmark.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.server.App;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.TestConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** A server with workspaces on a folder that outlives it, and MLflow's calls to it. */
final class FixtureServer implements AutoCloseable {
  private static final String API = "/api/2.0/mlflow/";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final App app;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String workspace;

  private FixtureServer(App app, String workspace) {
    this.app = app;
    this.workspace = workspace;
  }

  /** @param url of its database; empty for one in the folder */
  static FixtureServer start(Path folder, String url) {
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    settings.put(Setting.ENABLE_WORKSPACES, "true");
    if (!url.isEmpty()) {
      settings.put(Setting.DATABASE, url);
      settings.put(Setting.SECRET_KEY_FILE, folder.resolve("secret.key").toString());
    }
    return new FixtureServer(App.start(TestConfig.in(folder, settings)), "default");
  }

  /** The same server for calls in this workspace. */
  FixtureServer in(String name) {
    return new FixtureServer(app, name);
  }

  JsonNode post(String route, String body, String... headers) {
    return json(send("POST", API + route, body, headers));
  }

  JsonNode patch(String route, String body) {
    return json(send("PATCH", API + route, body));
  }

  JsonNode delete(String route, String body) {
    return json(send("DELETE", API + route, body));
  }

  JsonNode createWorkspace(String body) {
    return json(send("POST", "/api/3.0/mlflow/workspaces", body));
  }

  /** @param model percent-encoded */
  JsonNode verify(String model, String version) {
    return json(send("POST", "/api/v1/models/" + model + "/versions/" + version + "/verify", ""));
  }

  /** @param query names and values, one after the other */
  JsonNode get(String route, String... query) {
    return json(send("GET", API + route + query(query), ""));
  }

  /** @param path relative to the root of the artifacts */
  void upload(String path, String content) {
    send("PUT", FILES + "/" + path, content);
  }

  String download(String path) {
    return send("GET", FILES + "/" + path, "");
  }

  /** Without its quotes. */
  String etag(String path) {
    return respond("GET", FILES + "/" + path, "")
        .headers()
        .firstValue("ETag")
        .orElseThrow()
        .replace("\"", "");
  }

  private static String query(String... namesAndValues) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      query.append(i == 0 ? '?' : '&').append(namesAndValues[i]).append('=');
      query.append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
    }
    return query.toString();
  }

  private String send(String method, String target, String body, String... headers) {
    return respond(method, target, body, headers).body();
  }

  private HttpResponse<String> respond(
      String method, String target, String body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + app.port() + target))
        .header("Content-Type", "application/json")
        .header("X-MLFLOW-WORKSPACE", workspace)
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(target + ": " + response.body()).isBetween(200, 201);
      return response;
    } catch (IOException e) {
      throw new IllegalStateException(target, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }

  @Override
  public void close() {
    app.close();
  }
}
