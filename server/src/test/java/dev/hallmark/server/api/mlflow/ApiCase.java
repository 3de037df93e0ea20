package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A server for all tests of a class, asked as MLflow's clients ask. */
public abstract class ApiCase {
  private static final JsonMapper JSON = new JsonMapper();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static int port() {
    return server.port();
  }

  protected static RequestSpecification http() {
    return http("/api/2.0/mlflow");
  }

  protected static RequestSpecification http(String base) {
    return RestAssured.given()
        .port(server.port())
        .basePath(base)
        .contentType(ContentType.JSON)
        .urlEncodingEnabled(true);
  }

  protected static Response get(String path, String... query) {
    RequestSpecification request = http();
    for (int i = 0; i < query.length; i += 2) {
      request.queryParam(query[i], query[i + 1]);
    }
    return request.get(path);
  }

  protected static Response patch(String path, Object body) {
    return http().body(body).patch(path);
  }

  protected static Response delete(String path, Object body) {
    return http().body(body).delete(path);
  }

  protected static Response post(String path, Object body) {
    return http().body(body).post(path);
  }

  protected static void assertAnswer(Response answer, String body) {
    assertThat(json(answer.asString())).isEqualTo(json(body));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  protected static void assertRefused(Response answer, int status, String code, String message) {
    JsonNode expected = JSON.createObjectNode().put("error_code", code).put("message", message);
    assertThat(json(answer.asString())).isEqualTo(expected);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  protected static void assertInvalid(Response answer, String message) {
    assertRefused(answer, 400, "INVALID_PARAMETER_VALUE", message);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  protected static Map<String, String> entry(String key, String value) {
    return Map.of("key", key, "value", value);
  }

  protected static List<Map<String, String>> entries(String key, String value) {
    return List.of(entry(key, value));
  }
}
