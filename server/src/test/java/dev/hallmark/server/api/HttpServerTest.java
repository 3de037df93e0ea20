package dev.hallmark.server.api;

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

class HttpServerTest {
  private static final String UNREADABLE = "{\"error_code\":\"BAD_REQUEST\",\"message\":"
      + "\"The request cannot be read: its line or its headers are malformed or too long.\"}";
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
        Arguments.of("POST /api HTTP/1.1", "Host: localhost\r\nContent-Length: x", 400),
        Arguments.of("GET /health HTTP/1.1", "Host: localhost\r\nX: " + "x".repeat(70_000), 431),
        Arguments.of("GET /" + "x".repeat(70_000) + " HTTP/1.1", "Host: localhost", 414));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void requestThatBreaksHttp_isAnsweredAsJson(String line, String headers, int status)
      throws Exception {
    assertThat(RawHttp.send(server.port(), line, headers))
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("Content-Type: application/json", "X-Request-Id: ")
        .endsWith("\r\n\r\n" + UNREADABLE);
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
