package dev.hallmark.server.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.server.testkit.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A server for all tests of a class. Every response is compared with the OpenAPI document. */
abstract class V1Case {
  static final JsonMapper JSON = new JsonMapper();

  static TestServer server;
  private static JsonNode document;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    document = JSON.readTree(server.send(server.request("/api/v1/openapi.json")).body());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static JsonNode document() {
    return document;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, null);
  }

  static HttpResponse<String> post(String path, String body) throws Exception {
    return send("POST", path, body);
  }

  /** @param body with apostrophes for quotes; null for none */
  static HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request = server.request("/api/v1" + path);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    request.method(
        method,
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')));
    HttpResponse<String> response = server.send(request);
    requireDocumented(method, path, response);
    return response;
  }

  /** A call of MLflow's API, to prepare a test. */
  static JsonNode mlflow(String call, String body) throws Exception {
    HttpResponse<String> response = server.send(server
        .request("/api/2.0/mlflow/" + call)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static void requireDocumented(String method, String path, HttpResponse<String> response)
      throws Exception {
    if (response.body().isEmpty()) {
      return;
    }
    JsonNode schema = JsonSchema.resolve(
        document, responses(method, path, response).path(String.valueOf(response.statusCode())));
    String type = response.headers().firstValue("Content-Type").orElse("");
    JsonNode content = schema.isMissingNode()
        ? document.at("/components/responses/Problem/content")
        : schema.path("content");
    assertThat(content.fieldNames()).toIterable().contains(type);
    assertThat(JsonSchema.errors(
            document, content.path(type).path("schema"), JSON.readTree(response.body())))
        .as(response.body())
        .isEmpty();
  }

  private static JsonNode responses(String method, String path, HttpResponse<String> response) {
    String plain = path.replaceAll("\\?.*", "");
    for (var entry : document.get("paths").properties()) {
      if (plain.matches(entry.getKey().replaceAll("\\{[^}]*}", "[^/]+").replace(".", "\\."))) {
        return entry.getValue().path(method.toLowerCase(Locale.ROOT)).path("responses");
      }
    }
    return JSON.missingNode();
  }

  /** Compares the whole response but for the id of the request. */
  static void assertProblem(
      HttpResponse<String> response,
      int status,
      String code,
      String title,
      String detail,
      String rest) {
    JsonNode expected = json("{'type': 'about:blank', 'title': '" + title + "', 'status': " + status
        + ", 'code': '" + code + "'" + (rest.isEmpty() ? "" : ", " + rest) + "}");
    ((com.fasterxml.jackson.databind.node.ObjectNode) expected)
        .put("detail", detail)
        .put("instance", response.headers().firstValue("X-Request-Id").orElseThrow());
    try {
      assertThat(JSON.readTree(response.body())).isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
  }
}
