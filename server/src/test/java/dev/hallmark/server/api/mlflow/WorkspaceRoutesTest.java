package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceRoutesTest {
  private static final String WORKSPACES = "/api/3.0/mlflow/workspaces";
  private static final String MLFLOW = "/api/2.0/mlflow";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of(Setting.ENABLE_WORKSPACES, "true"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RequestSpecification http() {
    return RestAssured.given().port(server.port()).contentType(ContentType.JSON);
  }

  private static RequestSpecification in(String workspace) {
    return http().header("X-MLFLOW-WORKSPACE", workspace);
  }

  private static void assertAnswer(Response answer, int status, String body) {
    assertThat(answer.asString()).isEqualTo(body);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private static void assertRefused(Response answer, int status, String code, String message) {
    assertThat(answer.path("message").toString()).isEqualTo(message);
    assertAnswer(
        answer, status, "{\"error_code\":\"" + code + "\",\"message\":\"" + message + "\"}");
  }

  private static void assertInvalid(Response answer, String message) {
    assertRefused(answer, 400, "INVALID_PARAMETER_VALUE", message);
  }

  private static Response create(Object body) {
    return http().body(body).post(WORKSPACES);
  }

  @Test
  void create_answers201AndTheWorkspace() {
    assertAnswer(
        create(Map.of("name", "team-a0", "description", "Risk", "default_artifact_root", "")),
        201,
        "{\"workspace\":{\"name\":\"team-a0\",\"description\":\"Risk\"}}");
    assertAnswer(create(Map.of("name", "team-b0")), 201, "{\"workspace\":{\"name\":\"team-b0\"}}");
    assertRefused(
        create(Map.of("name", "team-a0")),
        400,
        "RESOURCE_ALREADY_EXISTS",
        "Workspace 'team-a0' already exists.");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          a       | Workspace name 'a' must be between 2 and 63 characters.
          Team    | Workspace name 'Team' must match the pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$ (lowercase alphanumeric with optional internal hyphens).
          api     | Workspace name 'api' is reserved and cannot be used.
          default | The 'default' workspace is reserved and cannot be created
          """)
  void create_refusesANameInMlflowsWords(String name, String message) {
    assertInvalid(create(Map.of("name", name)), message);
  }

  @Test
  void create_refusesWhatIsMissingOrNotSupported() {
    assertInvalid(
        create(Map.of()),
        "Missing value for required parameter 'name'. See the API docs for more information about"
            + " request parameters.");
    assertInvalid(
        create(Map.of("name", "team-a1", "default_artifact_root", "s3://bucket/a")),
        "'default_artifact_root' is not supported by this server: a workspace keeps its artifacts in"
            + " a folder of its own in the server's store. Given: 's3://bucket/a'");
    assertInvalid(
        create(
            Map.of("name", "team-a1", "trace_archival_config", Map.of("location", "s3://bucket"))),
        "'trace_archival_config.location' is not supported: this server keeps no traces.");
    assertThat(http().get(WORKSPACES + "/team-a1").statusCode()).isEqualTo(404);
  }

  @Test
  void list_andGet_answerTheWorkspaces() {
    create(Map.of("name", "team-a2", "description", "Risk"));
    assertThat(http().get(WORKSPACES).asString())
        .startsWith("{\"workspaces\":[{\"name\":\"default\"},")
        .contains("{\"name\":\"team-a2\",\"description\":\"Risk\"}");
    assertAnswer(
        http().get("/ajax-api/3.0/mlflow/workspaces/team-a2"),
        200,
        "{\"workspace\":{\"name\":\"team-a2\",\"description\":\"Risk\"}}");
    assertRefused(
        http().get(WORKSPACES + "/team-b2"),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "Workspace 'team-b2' not found");
  }

  @Test
  void update_replacesTheDescription() {
    create(Map.of("name", "team-a3", "description", "Risk"));
    assertAnswer(
        http().body(Map.of("description", "Fraud")).patch(WORKSPACES + "/team-a3"),
        200,
        "{\"workspace\":{\"name\":\"team-a3\",\"description\":\"Fraud\"}}");
    assertAnswer(
        http().body(Map.of("default_artifact_root", "")).patch(WORKSPACES + "/team-a3"),
        200,
        "{\"workspace\":{\"name\":\"team-a3\",\"description\":\"Fraud\"}}");
    assertAnswer(
        http().body(Map.of("description", "")).patch(WORKSPACES + "/team-a3"),
        200,
        "{\"workspace\":{\"name\":\"team-a3\"}}");
    assertInvalid(
        http().body(Map.of()).patch(WORKSPACES + "/team-a3"),
        "Workspace update must have at least one key");
    assertRefused(
        http().body(Map.of("description", "x")).patch(WORKSPACES + "/team-b3"),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "Workspace 'team-b3' not found");
  }

  @Test
  void delete_answers204AndTheWorkspaceIsGone() {
    create(Map.of("name", "team-a4"));
    assertAnswer(http().delete(WORKSPACES + "/team-a4?mode=RESTRICT"), 204, "");
    assertRefused(
        http().delete(WORKSPACES + "/team-a4"),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "Workspace 'team-a4' not found");
    assertInvalid(
        http().delete(WORKSPACES + "/default"),
        "The 'default' workspace is reserved and cannot be deleted");
  }

  @Test
  void delete_refusesOtherModes() {
    create(Map.of("name", "team-a5"));
    assertInvalid(
        http().delete(WORKSPACES + "/team-a5?mode=CASCADE"),
        "Deletion mode 'CASCADE' is not supported by this server. Remove what the workspace"
            + " contains, and delete it with mode RESTRICT.");
    assertInvalid(
        http().delete(WORKSPACES + "/team-a5?mode=ALL"),
        "Invalid deletion mode 'ALL'. Must be one of: SET_DEFAULT, CASCADE, RESTRICT");
    assertThat(http().get(WORKSPACES + "/team-a5").statusCode()).isEqualTo(200);
  }

  @Test
  void delete_refusesAWorkspaceWithAModelOrAnExperiment() {
    create(Map.of("name", "team-a6"));
    in("team-a6").body(Map.of("name", "iris")).post(MLFLOW + "/registered-models/create");
    assertRefused(
        http().delete(WORKSPACES + "/team-a6"),
        409,
        "RESOURCE_CONFLICT",
        "Cannot delete workspace 'team-a6': it still contains 1 registered model(s). Remove them"
            + " before deleting the workspace.");
    in("team-a6").body(Map.of("name", "iris")).delete(MLFLOW + "/registered-models/delete");
    in("team-a6").body(Map.of("name", "risk")).post(MLFLOW + "/experiments/create");
    assertRefused(
        http().delete(WORKSPACES + "/team-a6"),
        409,
        "RESOURCE_CONFLICT",
        "Cannot delete workspace 'team-a6': it still contains 1 experiment(s). Remove them before"
            + " deleting the workspace.");
  }

  @Test
  void header_ofAnUnknownWorkspaceIsNotFound() {
    assertRefused(
        in("team-a7").get(MLFLOW + "/registered-models/search"),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "Workspace 'team-a7' not found");
    assertInvalid(
        in("x").get(MLFLOW + "/registered-models/search"),
        "Workspace name 'x' must be between 2 and 63 characters.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "default", " default "})
  void header_thatNamesNoOtherMeansDefault(String header) {
    assertThat(in(header).get(MLFLOW + "/experiments/get?experiment_id=0").statusCode())
        .isEqualTo(200);
  }

  @Test
  void serverInfo_saysSoToEverybody() {
    Response info = in("nobody-has-this").get("/api/3.0/mlflow/server-info");
    assertThat(info.statusCode()).isEqualTo(200);
    assertThat(info.jsonPath().getBoolean("workspaces_enabled")).isTrue();
  }

  @Test
  void newWorkspace_hasNoExperimentAndKeepsFilesInItsFolder() {
    create(Map.of("name", "team-a9"));
    assertAnswer(in("team-a9").get(MLFLOW + "/experiments/search?max_results=10"), 200, "{}");
    String id = in("team-a9")
        .body(Map.of("name", "risk"))
        .post(MLFLOW + "/experiments/create")
        .path("experiment_id");
    Response experiment = in("team-a9").get(MLFLOW + "/experiments/get?experiment_id=" + id);
    assertThat(experiment.<String>path("experiment.artifact_location"))
        .isEqualTo("mlflow-artifacts:/workspaces/team-a9/" + id);
    assertThat(experiment.<String>path("experiment.workspace")).isEqualTo("team-a9");
    assertInvalid(
        in("team-a9")
            .body(Map.of("name", "b", "artifact_location", "mlflow-artifacts:/b"))
            .post(MLFLOW + "/experiments/create"),
        "artifact_location cannot be specified in a workspace other than 'default'. Given:"
            + " 'mlflow-artifacts:/b'");
    assertInvalid(
        http()
            .body(
                Map.of("name", "b", "artifact_location", "mlflow-artifacts:/workspaces/team-a9/b"))
            .post(MLFLOW + "/experiments/create"),
        "'artifact_location' must not hold or lie in what the server keeps. Given:"
            + " 'mlflow-artifacts:/workspaces/team-a9/b'");
  }
}
