package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.Endpoints;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call with the names and ids of another workspace's things: it finds nothing, and changes nothing. */
class WorkspaceIsolationTest {
  private static final String API = ForeignCalls.API;
  private static final String FILES = ForeignCalls.FILES;
  private static final String OWNER = "team-a";

  private static TestServer server;

  /** The owner's ids by name; beside them, what each stranger has itself: {@code <workspace>-run} and so on. */
  private static final Map<String, String> IDS = new LinkedHashMap<>();

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of(Setting.ENABLE_WORKSPACES, "true"));
    for (String name : List.of(OWNER, "team-b")) {
      ask("default", "POST", "/api/3.0/mlflow/workspaces", Map.of("name", name));
    }
    fill();
    for (String stranger : List.of("default", "team-b")) {
      String experiment =
          made(stranger, "experiments/create", Map.of("name", "own")).path("experiment_id");
      IDS.put(
          stranger + "-run",
          made(stranger, "runs/create", Map.of("experiment_id", experiment))
              .path("run.info.run_id"));
      made(stranger, "registered-models/create", Map.of("name", "mine"));
    }
  }

  /** A model with a sealed version and an alias, an experiment with a run, a logged model and files: all the owner's. */
  private static void fill() {
    String experiment = made(
            OWNER, "experiments/create", Map.of("name", "risk", "tags", ForeignCalls.TAGS))
        .path("experiment_id");
    Response run =
        made(OWNER, "runs/create", Map.of("experiment_id", experiment, "tags", ForeignCalls.TAGS));
    IDS.put("experiment", experiment);
    IDS.put("run", run.path("run.info.run_id"));
    String uri = run.path("run.info.artifact_uri");
    IDS.put("root", uri.substring(0, uri.length() - "/artifacts".length()));
    IDS.put("path", IDS.get("root").substring("mlflow-artifacts:/".length()));
    IDS.put(
        "model",
        made(OWNER, "logged-models", Map.of("experiment_id", experiment, "name", "m"))
            .path("model.info.model_id"));
    made(
        OWNER,
        "runs/log-metric",
        Map.of("run_id", IDS.get("run"), "key", "loss", "value", 1, "timestamp", 1));
    ask(OWNER, "PUT", FILES + "/{path}/artifacts/model/MLmodel", Map.of("flavors", "x"));
    made(OWNER, "registered-models/create", Map.of("name", "iris", "tags", ForeignCalls.TAGS));
    made(
        OWNER,
        "model-versions/create",
        Map.of(
            "name",
            "iris",
            "source",
            uri + "/model",
            "run_id",
            IDS.get("run"),
            "tags",
            ForeignCalls.TAGS));
    made(
        OWNER,
        "registered-models/alias",
        Map.of("name", "iris", "alias", "champion", "version", "1"));
    String sealed = ask(
            OWNER,
            "GET",
            API + "model-versions/get-download-uri",
            Map.of("name", "iris", "version", "1"))
        .path("artifact_uri");
    IDS.put("digest", sealed.replaceAll(".*seals/|/files", ""));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Response made(String workspace, String path, Map<String, Object> body) {
    Response answer = ask(workspace, "POST", API + path, body);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer;
  }

  private static Response ask(
      String workspace, String method, String path, Map<String, Object> fields) {
    RequestSpecification request = RestAssured.given()
        .port(server.port())
        .contentType(ContentType.JSON)
        .header("X-MLFLOW-WORKSPACE", workspace);
    Map<String, Object> filled = new LinkedHashMap<>();
    fields.forEach((name, value) -> filled.put(name, fill(workspace, value)));
    if (method.equals("GET")) {
      request.queryParams(filled);
    } else if (!filled.isEmpty()) {
      request.body(filled);
    }
    return request.request(method, (String) fill(workspace, path));
  }

  private static Object fill(String workspace, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(each -> fill(workspace, each)).toList();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, each -> fill(workspace, each.getValue())));
    }
    if (!(value instanceof String text)) {
      return value;
    }
    for (Map.Entry<String, String> id : IDS.entrySet()) {
      text = text.replace("{" + id.getKey() + "}", id.getValue());
    }
    return text.replace("{my-run}", IDS.getOrDefault(workspace + "-run", ""));
  }

  static Stream<Arguments> attempts() {
    return Stream.of("default", "team-b")
        .flatMap(stranger -> ForeignCalls.all().map(attempt -> Arguments.of(stranger, attempt)));
  }

  /** All that the owner can read of what is its own. */
  private static String state() {
    return Stream.of(
            API + "registered-models/get?name=iris",
            API + "experiments/get?experiment_id={experiment}",
            API + "runs/get?run_id={run}",
            API + "logged-models/{model}",
            FILES + "?path={path}/artifacts/model",
            FILES + "/{path}/artifacts/model/MLmodel",
            FILES + "/seals/{digest}/files/MLmodel")
        .map(path -> read((String) fill(OWNER, path)))
        .collect(Collectors.joining("\n"));
  }

  /** As {@link #ask}, but faster: it is done before and after every call. */
  private static String read(String path) {
    try {
      HttpResponse<String> response =
          server.send(server.request(path).header("X-MLFLOW-WORKSPACE", OWNER));
      return response.statusCode() + " " + response.body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void call_findsAndChangesNothingOfAnotherWorkspace(
      String stranger, ForeignCalls.Attempt attempt) {
    String before = state();
    assertThat(before.lines()).isNotEmpty().allMatch(line -> line.startsWith("200 "));
    Response answer = ask(stranger, attempt.method(), attempt.path(), attempt.fields());
    switch (attempt.expected()) {
      case NOT_FOUND -> {
        assertThat(answer.statusCode()).as(answer.asString()).isIn(404, aliasStatus(attempt));
        assertThat(answer.<String>path("error_code"))
            .isIn("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE");
      }
      case NOTHING -> assertThat(answer.asString()).isEqualTo("{}");
      case INVALID -> assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    }
    assertThat(state()).isEqualTo(before);
  }

  /** MLflow answers 400 for an alias that is not there, whatever else is not there. */
  private static int aliasStatus(ForeignCalls.Attempt attempt) {
    return String.valueOf(attempt.fields().get("source")).contains("@") ? 400 : 404;
  }

  @Test
  void attempts_coverEveryEndpointThatTakesANameOrAnId() {
    TreeSet<String> missing = new TreeSet<>();
    Endpoints.ALL.forEach(endpoint ->
        missing.add(endpoint.toString().replace("logged-models/m-1", "logged-models/{model}")));
    ForeignCalls.all().forEach(attempt -> missing.remove(attempt.method() + " " + attempt.path()));
    assertThat(missing)
        .containsExactly(
            "POST " + API + "experiments/create", "POST " + API + "registered-models/create");
  }

  @Test
  void names_areUniqueInAWorkspaceOnly() {
    made("team-b", "registered-models/create", Map.of("name", "both"));
    made("default", "registered-models/create", Map.of("name", "both"));
    Response again =
        ask("team-b", "POST", API + "registered-models/create", Map.of("name", "both"));
    assertThat(again.<String>path("error_code")).isEqualTo("RESOURCE_ALREADY_EXISTS");
    made("team-b", "experiments/create", Map.of("name", "both"));
    made("default", "experiments/create", Map.of("name", "both"));
    Response taken = ask("team-b", "POST", API + "experiments/create", Map.of("name", "both"));
    assertThat(taken.<String>path("error_code")).isEqualTo("RESOURCE_ALREADY_EXISTS");
  }

  @Test
  void seal_isReadByEveryWorkspaceThatHasTheSameContents() {
    ask("team-b", "POST", API + "registered-models/create", Map.of("name", "same"));
    Response run = made(
        "team-b",
        "runs/create",
        Map.of(
            "experiment_id",
            made("team-b", "experiments/create", Map.of("name", "same")).path("experiment_id")));
    String uri = run.path("run.info.artifact_uri");
    String path = uri.substring("mlflow-artifacts:/".length());
    ask("team-b", "PUT", FILES + "/" + path + "/model/MLmodel", Map.of("flavors", "x"));
    String sealed = FILES + "/seals/{digest}/files/MLmodel";
    assertThat(ask("team-b", "GET", sealed, Map.of()).statusCode()).isEqualTo(404);
    made(
        "team-b",
        "model-versions/create",
        Map.of("name", "same", "source", uri + "/model", "run_id", run.path("run.info.run_id")));
    assertThat(ask("team-b", "GET", sealed, Map.of()).asString()).isEqualTo("{\"flavors\":\"x\"}");
    assertThat(ask("default", "GET", sealed, Map.of()).statusCode()).isEqualTo(404);
    ask("team-b", "DELETE", API + "registered-models/delete", Map.of("name", "same"));
    assertThat(ask("team-b", "GET", sealed, Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void reference_toARunOfAnotherWorkspaceTellsNothingOfIt() {
    String number = made(
            "team-b",
            "model-versions/create",
            Map.of("name", "mine", "source", "runs:/{run}/model", "run_id", "{run}"))
        .path("model_version.version");
    Response uri = ask(
        "team-b",
        "GET",
        API + "model-versions/get-download-uri",
        Map.of("name", "mine", "version", number));
    assertThat(uri.<String>path("artifact_uri")).isEqualTo("runs:/" + IDS.get("run") + "/model");
    ask(
        "team-b",
        "DELETE",
        API + "model-versions/delete",
        Map.of("name", "mine", "version", number));
  }

  @Test
  void path_ofNobodyIsTheDefaultWorkspacesOnly() {
    assertThat(ask("default", "PUT", FILES + "/notes/a", Map.of("x", "y")).statusCode())
        .isEqualTo(200);
    assertThat(ask("default", "GET", FILES, Map.of("path", "notes")).asString()).contains("\"a\"");
    assertThat(ask("team-b", "GET", FILES + "/notes/a", Map.of()).statusCode()).isEqualTo(404);
    assertThat(ask("team-b", "PUT", FILES + "/notes/a", Map.of("x", "z")).statusCode())
        .isEqualTo(404);
    assertThat(ask("team-b", "GET", FILES, Map.of()).statusCode()).isEqualTo(404);
  }
}
