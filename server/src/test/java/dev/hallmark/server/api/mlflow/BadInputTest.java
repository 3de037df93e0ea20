package dev.hallmark.server.api.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.hallmark.server.testkit.TestServer;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
        (endpoint, field) -> refused(endpoint, endpoint.without(field), field.name()));
  }

  @TestFactory
  Stream<DynamicTest> emptyRequiredText_isMissing() {
    return eachField(
        "empty", field -> field.required() && field.type().equals("s"), (endpoint, field) -> {
          Map<String, Object> request = endpoint.without(field);
          request.put(field.name(), "");
          refused(endpoint, request, field.name());
        });
  }

  @TestFactory
  Stream<DynamicTest> wrongType_isRefusedByFieldAndValue() {
    return eachField("wrong type of", field -> true, (endpoint, field) -> {
      boolean anyTextWillDo =
          endpoint.inQuery() && (field.type().equals("s") || field.type().equals("ls"));
      if (!anyTextWillDo) {
        Map<String, Object> request = endpoint.without(field);
        request.put(field.name(), field.bad());
        String message = refused(endpoint, request, field.name());
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
          assertThat(refused(endpoint, request, field.name())).contains("Value was of type");
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
    return eachField("NUL in", field -> field.type().equals("s"), (endpoint, field) -> {
      Map<String, Object> request = endpoint.without(field);
      request.put(field.name(), "a\0b");
      refused(endpoint, request, field.name());
    });
  }

  @TestFactory
  Stream<DynamicTest> brokenJson_isRefused() {
    return bodies()
        .flatMap(endpoint -> Stream.of(
                "{", "[1]", "7", "{\"a\":}", "\"{\"", "{\"a\":1}}", "\u00ff\u00fe{")
            .map(body -> test(endpoint + " body " + body, () -> {
              HttpResponse<String> answer =
                  send(endpoint, BodyPublishers.ofString(body), "application/json");
              assertThat(answer.statusCode()).isEqualTo(400);
              assertThat(answer.body()).contains("\"INVALID_PARAMETER_VALUE\"", "Malformed JSON");
            })));
  }

  @TestFactory
  Stream<DynamicTest> otherContentType_isRefused() {
    return bodies()
        .map(endpoint -> test(endpoint + " as text/plain", () -> {
          HttpResponse<String> answer = send(endpoint, BodyPublishers.ofString("{}"), "text/plain");
          assertThat(answer.statusCode()).isEqualTo(400);
          assertThat(answer.body()).contains("Content-Type must be one of ['application/json']");
        }));
  }

  /** The client looks for the answer only when it has sent everything, as many do. */
  @ParameterizedTest
  @CsvSource({
    "POST, /api/2.0/mlflow/registered-models/create, 413, '24000000'",
    "PUT, /api/2.0/mlflow/registered-models/create, 405, ENDPOINT_NOT_FOUND",
    "POST, /api/2.0/mlflow/unknown, 404, ENDPOINT_NOT_FOUND",
    "PUT, /api/2.0/mlflow-artifacts/artifacts/seals/x, 400, INVALID_PARAMETER_VALUE"
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
  Stream<DynamicTest> browsersDoor_answersTheSame() {
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

  private static String refused(Endpoint endpoint, Map<String, Object> request, String field)
      throws Exception {
    HttpResponse<String> answer = send(endpoint, request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"INVALID_PARAMETER_VALUE\"");
    assertThat(answer.body()).contains(field);
    return answer.body();
  }

  private static HttpResponse<String> send(Endpoint endpoint, Map<String, Object> request)
      throws Exception {
    if (endpoint.inQuery()) {
      return server.send(server.request(endpoint.path() + "?" + query(request)).GET());
    }
    return send(
        endpoint,
        BodyPublishers.ofByteArray(MlflowJson.MAPPER.writeValueAsBytes(request)),
        "application/json");
  }

  private static HttpResponse<String> send(
      Endpoint endpoint, HttpRequest.BodyPublisher body, String type) throws Exception {
    return server.send(server
        .request(endpoint.path())
        .header("Content-Type", type)
        .method(endpoint.method(), body));
  }

  private static String query(Map<String, Object> request) {
    return new TreeMap<>(request)
        .entrySet().stream()
            .flatMap(e -> (e.getValue() instanceof List<?> list ? list : List.of(e.getValue()))
                .stream()
                    .map(value -> e.getKey() + "=" + URLEncoder.encode(queryText(value), UTF_8)))
            .collect(Collectors.joining("&"));
  }

  private static String queryText(Object value) {
    return value instanceof RawValue raw ? String.valueOf(raw.rawValue()) : String.valueOf(value);
  }
}
