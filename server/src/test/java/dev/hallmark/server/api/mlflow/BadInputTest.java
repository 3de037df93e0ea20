package dev.hallmark.server.api.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.hallmark.server.testkit.BadInput;
import dev.hallmark.server.testkit.Endpoint;
import dev.hallmark.server.testkit.Endpoints;
import dev.hallmark.server.testkit.RefusalScript;
import dev.hallmark.server.testkit.TestServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each endpoint refuses each field that is missing, of the wrong type or no text, naming it, and never with a 5xx. */
class BadInputTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> missingField_isNamed() {
    return eachField(
        "without",
        Endpoint.Field::required,
        (endpoint, field) -> refused(BadInput.without(endpoint, field), field.name()));
  }

  @TestFactory
  Stream<DynamicTest> emptyRequiredText_isMissing() {
    return eachField(
        "empty",
        field -> field.required() && field.type().equals("s"),
        (endpoint, field) -> refused(BadInput.empty(endpoint, field), field.name()));
  }

  @TestFactory
  Stream<DynamicTest> wrongType_isRefusedByFieldAndValue() {
    return eachField("wrong type of", field -> true, (endpoint, field) -> {
      if (BadInput.canHaveAnotherType(endpoint, field)) {
        String message = refused(BadInput.ofAnotherType(endpoint, field), field.name());
        if (!(field.bad() instanceof Map)) {
          assertThat(message).contains(String.valueOf(field.bad()));
        }
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> wholeNumber_isTakenInEachSpelling() {
    List<Object> spellings = List.of(
        1.0, "1", "1.0", "01", "1e0", "1E+00", "10e-1", new RawValue("1e0"), new RawValue("10e-1"));
    return eachField("whole", field -> field.type().equals("i"), (endpoint, field) -> {
      for (Object spelling : spellings) {
        Map<String, Object> request = endpoint.without(field);
        request.put(field.name(), spelling);
        assertThat(send(endpoint, request).body()).doesNotContain("Value was of type", "Malformed");
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> noWholeNumber_isRefusedByFieldAndValue() {
    List<Object> others = List.of(
        1.5,
        "1.5",
        true,
        "1e300",
        "1 ",
        "",
        new RawValue("1e300"),
        new RawValue("NaN"),
        new RawValue("9223372036854775808"),
        List.of(1));
    return eachField("not whole", field -> field.type().equals("i"), (endpoint, field) -> {
      for (Object other : others) {
        Map<String, Object> request = endpoint.without(field);
        request.put(field.name(), other);
        if (!endpoint.inQuery() || !(other instanceof List)) {
          BadInput input = BadInput.of(endpoint, "", request);
          assertThat(refused(input, field.name())).contains("Value was of type");
        }
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> longValue_isCutInEachRefusal() {
    return eachField("long", field -> !field.type().startsWith("l"), (endpoint, field) -> {
      Map<String, Object> request = endpoint.without(field);
      request.put(field.name(), "\u00e9".repeat(endpoint.inQuery() ? 8_000 : 250_000));
      HttpResponse<String> answer = send(endpoint, request);
      if (answer.statusCode() != 200) {
        assertThat(answer.body()).hasSizeLessThan(1_000);
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> textWithNul_isRefused() {
    return eachField(
        "NUL in",
        field -> field.type().equals("s"),
        (endpoint, field) -> refused(BadInput.withNul(endpoint, field), field.name()));
  }

  @TestFactory
  Stream<DynamicTest> brokenJson_isRefused() {
    return bodies()
        .flatMap(BadInput::unreadable)
        .map(input -> test(input.name(), () -> {
          HttpResponse<String> answer = send(input);
          assertThat(answer.statusCode()).isEqualTo(400);
          assertThat(answer.body()).contains("\"INVALID_PARAMETER_VALUE\"", "Malformed JSON");
        }));
  }

  @TestFactory
  Stream<DynamicTest> otherContentType_isRefused() {
    return bodies()
        .flatMap(BadInput::otherContentTypes)
        .map(input -> test(input.name(), () -> {
          HttpResponse<String> answer = send(input);
          assertThat(answer.statusCode()).isEqualTo(400);
          assertThat(answer.body())
              .contains(
                  input.contentType().isEmpty()
                      ? "Content-Type header is missing"
                      : "Content-Type must be one of ['application/json']");
        }));
  }

  /** The script has what is refused for its value or for what is stored; MLflow's own server is asked the same elsewhere. */
  @Test
  void scriptedRequests_areRefusedInMlflowsShape() throws Exception {
    for (RefusalScript.Outcome each : new RefusalScript(BadInputTest::send).run()) {
      assertThat(each.response().status()).as(each.line()).isLessThan(500);
      if (each.response().status() != 200) {
        assertThat(each.response().body())
            .as(each.line())
            .contains("\"error_code\"", "\"message\"");
      }
    }
  }

  private static RefusalScript.Response send(String method, String path, String body)
      throws IOException {
    try {
      String type = body.isEmpty() ? "" : "application/json";
      HttpResponse<String> answer = send(new BadInput(path, method, path, type, body));
      return new RefusalScript.Response(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** The client looks for the answer only when it has sent everything, as many do. */
  @ParameterizedTest
  @CsvSource({
    "POST, /api/2.0/mlflow/registered-models/create, 413, '24000000'",
    "PUT, /api/2.0/mlflow/registered-models/create, 405, ENDPOINT_NOT_FOUND",
    "POST, /api/2.0/mlflow/unknown, 404, ENDPOINT_NOT_FOUND",
    "PUT, /api/2.0/mlflow-artifacts/artifacts/seals/x, 403, PERMISSION_DENIED"
  })
  void largeBody_isReadBeforeItIsRefused(String method, String path, int status, String text)
      throws Exception {
    for (boolean lengthKnown : new boolean[] {true, false}) {
      HttpURLConnection connection =
          (HttpURLConnection) server.request(path).build().uri().toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/json");
      if (lengthKnown) {
        connection.setFixedLengthStreamingMode(60_000_000);
      } else {
        connection.setChunkedStreamingMode(64 * 1024);
      }
      byte[] blanks = " ".repeat(1_000_000).getBytes(UTF_8);
      for (int i = 0; i < 60; i++) {
        connection.getOutputStream().write(blanks);
      }
      assertThat(connection.getResponseCode()).isEqualTo(status);
      assertThat(new String(connection.getErrorStream().readAllBytes(), UTF_8))
          .contains("\"error_code\"", text);
    }
  }

  @TestFactory
  Stream<DynamicTest> otherMethod_isAnsweredInMlflowsShape() {
    return Endpoints.ALL.stream()
        .map(endpoint -> test("PUT instead of " + endpoint, () -> {
          HttpResponse<String> answer =
              server.send(server.request(endpoint.path()).PUT(BodyPublishers.ofString("{}")));
          assertThat(answer.statusCode()).isEqualTo(405);
          assertThat(answer.body()).contains("\"ENDPOINT_NOT_FOUND\"");
        }));
  }

  @TestFactory
  Stream<DynamicTest> options_answersTheMethodsOfThePath() {
    return Endpoints.ALL.stream()
        .map(endpoint -> test("OPTIONS instead of " + endpoint, () -> {
          HttpResponse<String> answer = server.send(
              server.request(endpoint.path()).method("OPTIONS", BodyPublishers.noBody()));
          assertThat(answer.statusCode()).isEqualTo(204);
          assertThat(answer.headers().firstValue("Allow").orElse("").split(", "))
              .contains(endpoint.method(), "OPTIONS");
        }));
  }

  @TestFactory
  Stream<DynamicTest> head_isAnsweredAsGetWithoutABody() {
    return Endpoints.ALL.stream()
        .filter(Endpoint::inQuery)
        .flatMap(endpoint -> Stream.of(endpoint.path(), endpoint.path() + "?name=none&version=1"))
        .map(path -> test("HEAD " + path, () -> {
          HttpResponse<String> get = server.send(server.request(path).GET());
          HttpResponse<String> head =
              server.send(server.request(path).method("HEAD", BodyPublishers.noBody()));
          assertThat(head.statusCode()).as(get.body()).isEqualTo(get.statusCode());
          assertThat(head.headers().firstValue("Content-Type"))
              .isEqualTo(get.headers().firstValue("Content-Type"));
          assertThat(head.body()).isEmpty();
        }));
  }

  @TestFactory
  Stream<DynamicTest> slashAtTheEnd_isAnotherPath() {
    return Endpoints.ALL.stream()
        .map(endpoint -> test(endpoint + "/", () -> {
          Endpoint slashed =
              new Endpoint(endpoint.method(), endpoint.path() + "/", endpoint.fields());
          HttpResponse<String> answer = send(slashed, Map.of());
          assertThat(answer.statusCode()).isEqualTo(404);
          assertThat(answer.body()).contains("\"ENDPOINT_NOT_FOUND\"");
        }));
  }

  @Test
  void valueOfTheWrongType_isShownAsJsonAndCutWhenLong() throws Exception {
    assertThat(send(
                Endpoint.of("POST", "/api/2.0/mlflow/registered-models/create"),
                Map.of("name", "n", "tags", "x".repeat(1_000)))
            .body())
        .contains("Invalid value \\\"" + "x".repeat(199)
            + "... (1002 characters) for parameter 'tags' supplied:  Hint:"
            + " Value was of type 'str'.");
  }

  @TestFactory
  Stream<DynamicTest> browserPaths_answerTheSame() {
    return Endpoints.ALL.stream()
        .map(endpoint -> test("/ajax-" + endpoint, () -> {
          Endpoint ajax = new Endpoint(
              endpoint.method(), endpoint.path().replace("/api/", "/ajax-api/"), endpoint.fields());
          HttpResponse<String> answer = send(ajax, Map.of());
          assertThat(answer.body())
              .isEqualTo(send(endpoint, Map.of()).body())
              .doesNotContain("ENDPOINT_NOT_FOUND");
        }));
  }

  private interface Check {
    void on(Endpoint endpoint, Endpoint.Field field) throws Exception;
  }

  private static Stream<DynamicTest> eachField(
      String what, java.util.function.Predicate<Endpoint.Field> which, Check check) {
    return Endpoints.ALL.stream()
        .flatMap(endpoint -> endpoint.fields().stream()
            .filter(which)
            .map(field ->
                test(endpoint + " " + what + " " + field.name(), () -> check.on(endpoint, field))));
  }

  private static DynamicTest test(String name, org.junit.jupiter.api.function.Executable body) {
    return DynamicTest.dynamicTest(name, body);
  }

  private static Stream<Endpoint> bodies() {
    return Endpoints.ALL.stream().filter(endpoint -> !endpoint.inQuery());
  }

  private static String refused(BadInput input, String field) throws Exception {
    HttpResponse<String> answer = send(input);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"INVALID_PARAMETER_VALUE\"");
    assertThat(answer.body()).contains(field);
    return answer.body();
  }

  private static HttpResponse<String> send(Endpoint endpoint, Map<String, Object> request)
      throws IOException, InterruptedException {
    return send(BadInput.of(endpoint, "", request));
  }

  private static HttpResponse<String> send(BadInput input)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = server.request(input.path());
    if (!input.contentType().isEmpty()) {
      request.header("Content-Type", input.contentType());
    }
    return server.send(request.method(
        input.method(),
        input.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(input.body())));
  }
}
