package dev.hallmark.server.api.mlflow.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a body becomes fields, whichever call it is. */
class RequestJsonTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void unknownFields_areIgnoredWhateverTheyHold() throws Exception {
    assertCreated("lists", "\"extra\":[" + "[],".repeat(6_000_000) + "[]]");
    assertCreated("objects", "\"extra\":{\"a\":[" + "{\"b\":{}},".repeat(1_000_000) + "null]}");
    assertCreated("scalars", "\"a\":1e999,\"b\":NaN,\"c\":\"\\u0000\",\"d\":true,\"e\":null");
    assertCreated("deep", "\"a\":" + "[".repeat(900) + "]".repeat(900));
  }

  @Test
  void unknownNames_areNotKept() throws Exception {
    assertCreated(
        "names",
        IntStream.range(0, 500_000)
            .mapToObj(i -> "\"x" + i + "\":0")
            .collect(Collectors.joining(",")));
  }

  @Test
  void unknownField_mustBeJsonAllTheSame() throws Exception {
    assertRefused(
        "{\"name\":\"n\",\"extra\":[1,}",
        "Malformed JSON: the body of this request cannot be read.");
    assertRefused(
        "{\"name\":\"n\",\"extra\":[1]",
        "Malformed JSON: the body of this request cannot be read.");
    assertRefused(
        "{\"name\":\"n\",\"extra\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}",
        "Malformed JSON: the body of this request cannot be read.");
  }

  @Test
  void ofEqualNames_theLaterCounts() throws Exception {
    assertThat(create(
                "{\"name\":\"first\",\"description\":\"a\",\"tags\":[],\"deployment_job_id\":\"\","
                    + "\"name\":\"second\",\"description\":null}")
            .body())
        .contains("\"name\":\"second\"")
        .doesNotContain("description", "first");
  }

  @Test
  void lowerCamel_isTakenAtEveryDepthButNotBesideTheOtherSpelling() throws Exception {
    assertRefused(
        "{\"name\":\"n\",\"deploymentJobId\":\"1\",\"deployment_job_id\":null}",
        "Request specifies both 'deployment_job_id' and 'deploymentJobId'; provide only one of them.");
    HttpResponse<String> nested = post(
        "/runs/outputs",
        "{\"run_id\":\"00000000000000000000000000000000\",\"models\":[{\"modelId\":\"m-1\"}]}");
    assertThat(nested.body()).contains("Run with id=00000000000000000000000000000000 not found");
    HttpResponse<String> both = post(
        "/runs/outputs",
        "{\"run_id\":\"00000000000000000000000000000000\",\"models\":[{\"model_id\":\"m-1\",\"modelId\":\"m-1\"}]}");
    assertThat(both.body())
        .contains("Request specifies both 'model_id' and 'modelId'; provide only one of them.");
  }

  @Test
  void wrongType_isNamedByItsPlace() throws Exception {
    assertRefused(
        "{\"name\":\"n\",\"tags\":[{\"key\":\"a\"},{\"key\":{\"b\":[1,2]}}]}",
        "Invalid value {\\\"b\\\":[1,2]} for parameter 'tags[1].key' supplied:  Hint: Value was of type 'dict'."
            + " See the API docs for more information about request parameters.");
    assertRefused(
        "{\"name\":\"n\",\"tags\":[{\"key\":\"a\"},null]}",
        "Invalid value null for parameter 'tags[1]' supplied:  Hint: Value was of type 'NoneType'."
            + " See the API docs for more information about request parameters.");
    assertRefused(
        "{\"name\":\"n\",\"tags\":[{\"key\":\"a\",\"value\":\"\\u0000\"}]}",
        "Invalid value for parameter 'tags[0].value' supplied: it holds a NUL or half of a surrogate"
            + " pair, which is not text.");
  }

  @Test
  void longValueOfTheWrongType_isCutAndItsLengthTold() throws Exception {
    HttpResponse<String> answer =
        create("{\"name\":[" + "\"\\ud83d\\ude00\",".repeat(500_000) + "1]}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "Invalid value [\\\"\\uD83D\\uDE00\\\",",
            "... (2000003 characters) for parameter 'name'")
        .hasSizeLessThan(2_000);
  }

  /** MLflow's R client of old sends its JSON as a JSON string. */
  @Test
  void bodyInsideAString_isReadLikeAnyOther() throws Exception {
    assertThat(create("\"{\\\"name\\\":\\\"wrapped\\\",\\\"extra\\\":[1]}\"").body())
        .contains("\"name\":\"wrapped\"");
    assertRefused(
        "\"{\\\"name\\\":7}\"",
        "Invalid value 7 for parameter 'name' supplied:  Hint: Value was of type 'int'."
            + " See the API docs for more information about request parameters.");
    assertRefused("\"{}\" 1", "Malformed JSON: the body of this request cannot be read.");
    assertRefused("\"\\\"{}\\\"\"", "Malformed JSON: the body of this request cannot be read.");
  }

  private static void assertCreated(String name, String fields) throws Exception {
    HttpResponse<String> answer = create("{\"name\":\"" + name + "\"," + fields + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void assertRefused(String body, String message) throws Exception {
    HttpResponse<String> answer = create(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"" + message + "\"}");
  }

  private static HttpResponse<String> create(String body) throws Exception {
    return post("/registered-models/create", body);
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return server.send(server
        .request("/api/2.0/mlflow" + path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body)));
  }
}
