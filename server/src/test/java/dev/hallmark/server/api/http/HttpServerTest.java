package dev.hallmark.server.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.RawHttp;
import dev.hallmark.server.testkit.TestServer;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final String UNREADABLE = "{\"error_code\":\"BAD_REQUEST\",\"message\":"
      + "\"The request cannot be read: its line or its headers are malformed or too long.\"}";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final String MODELS = "/api/2.0/mlflow/logged-models/";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("GARBAGE", "X: y", 400),
        Arguments.of("GET / HTTP/9.9", "Host: localhost", 400),
        Arguments.of("GET /health HTTP/1.1", "X: no host", 400),
        Arguments.of("GET /health HTTP/1.1", "Host: a b", 400),
        Arguments.of("GET /%zz HTTP/1.1", "Host: localhost", 400),
        Arguments.of("GET /%00 HTTP/1.1", "Host: localhost", 400),
        Arguments.of("GET /%ff HTTP/1.1", "Host: localhost", 400),
        Arguments.of("GET /%u0041 HTTP/1.1", "Host: localhost", 400),
        Arguments.of("GET /health;%zz HTTP/1.1", "Host: localhost", 400),
        Arguments.of("GET /health;x=%u0041 HTTP/1.1", "Host: localhost", 400),
        Arguments.of("PUT " + FILES + "a;% HTTP/1.1", "Host: localhost", 400),
        Arguments.of("GET " + FILES + "a;%4 HTTP/1.1", "Host: localhost", 400),
        Arguments.of("DELETE " + FILES + "%u0041 HTTP/1.1", "Host: localhost", 400),
        Arguments.of("GET " + MODELS + "m-1;%zz HTTP/1.1", "Host: localhost", 400),
        Arguments.of("POST /api HTTP/1.1", "Host: localhost\r\nContent-Length: x", 400),
        Arguments.of("GET /health HTTP/1.1", "Host: localhost\r\nX: " + "x".repeat(70_000), 431),
        Arguments.of("GET /" + "x".repeat(70_000) + " HTTP/1.1", "Host: localhost", 414));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void requestThatBreaksHttp_isAnsweredAsJson(String line, String headers, int status)
      throws Exception {
    assertThat(RawHttp.send(server.port(), line, headers, "Connection: keep-alive"))
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("Content-Type: application/json", "X-Request-Id: ", "Connection: close")
        .endsWith("\r\n\r\n" + UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BEFORE", "AFTER", "BEFORE_MATCHED", "AFTER_MATCHED", "FOO", "get"})
  void method_thatNoPathHas_isRefusedByName(String method) throws Exception {
    assertThat(RawHttp.send(server.port(), method + " /health HTTP/1.1", "Host: localhost"))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD, OPTIONS\r\n")
        .endsWith("{\"error_code\":\"ENDPOINT_NOT_FOUND\",\"message\":\"Method " + method
            + " is not allowed on /health\"}");
    assertThat(RawHttp.send(server.port(), method + " /no HTTP/1.1", "Host: localhost"))
        .startsWith("HTTP/1.1 404 ")
        .endsWith("{\"error_code\":\"ENDPOINT_NOT_FOUND\",\"message\":\"Not found: /no\"}");
  }

  @Test
  void methods_areToldToBrowsersToo() throws Exception {
    assertThat(RawHttp.send(
            server.port(), "POST /health HTTP/1.1", "Host: localhost", "Accept: text/html"))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD, OPTIONS\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//", "////"})
  void slashesBeforeThePath_areOne(String slashes) throws Exception {
    assertThat(get(slashes + "health")).startsWith("HTTP/1.1 200 ").endsWith("OK");
    assertThat(get(slashes + "api/2.0/mlflow/registered-models/get?name=a%20b"))
        .startsWith("HTTP/1.1 404 ")
        .contains("Registered Model with name=a b not found");
    assertThat(get(slashes + "ajax-api/2.0/mlflow-artifacts/artifacts/0/..%2fb"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(get(slashes + "api/2.0/mlflow-artifacts/artifacts/0/b#c"))
        .startsWith("HTTP/1.1 400 ");
  }

  private static String get(String target) throws Exception {
    return RawHttp.send(server.port(), "GET " + target + " HTTP/1.1", "Host: localhost");
  }

  @Test
  void everyAnswer_tellsBrowsersWhatTheyMayNotDo() throws Exception {
    for (String path : new String[] {"/health", "/api/no-such-route"}) {
      HttpResponse<String> answer = server.send(server.request(path));
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("X-Frame-Options")).contains("SAMEORIGIN");
      assertThat(answer.headers().firstValue("Vary")).contains("Origin");
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }
  }

  @Test
  void requestId_isNewForEachRequest() throws Exception {
    String first = id();
    assertThat(first).isNotEmpty();
    assertThat(id()).isNotEqualTo(first);
  }

  private static String id() throws Exception {
    return server
        .send(server.request("/health"))
        .headers()
        .firstValue("X-Request-Id")
        .orElse("");
  }
}
