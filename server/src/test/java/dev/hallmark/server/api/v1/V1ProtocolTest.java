package dev.hallmark.server.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What all calls have in common. */
class V1ProtocolTest extends V1Case {
  private static final String VERSION = "/models/iris/versions/1";

  @BeforeAll
  static void register() throws Exception {
    mlflow("registered-models/create", "{'name': 'iris'}");
    mlflow(
        "model-versions/create",
        "{'name': 'iris', 'source': 's3://bucket/iris', 'run_id': 'r1',"
            + " 'tags': [{'key': 'team', 'value': 'risk'}]}");
    mlflow("registered-models/alias", "{'name': 'iris', 'alias': 'champion', 'version': '1'}");
  }

  @Test
  void version_isWhatMlflowsApiHasToo() throws Exception {
    HttpResponse<String> response = get(VERSION);
    var body = (com.fasterxml.jackson.databind.node.ObjectNode) json(response.body());
    assertThat(body.remove("created_at")).isEqualTo(body.remove("updated_at"));
    assertThat(body)
        .isEqualTo(json("{'name': 'iris', 'version': 1, 'status': 'READY', 'stage': 'None',"
            + " 'aliases': ['champion'], 'tags': {'team': 'risk'}, 'source': 's3://bucket/iris',"
            + " 'run_id': 'r1', 'created_by': 'anonymous'}"));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void versionThatDoesNotExist_isNotFound() throws Exception {
    for (String number : new String[] {"2", "0", "999999999", "9999999999"}) {
      assertProblem(
          get("/models/iris/versions/" + number),
          404,
          "NOT_FOUND",
          "Not found",
          "There is no version " + number + " of a model 'iris'.",
          "");
    }
    assertProblem(
        get("/models/ro%20se/versions/1"),
        404,
        "NOT_FOUND",
        "Not found",
        "There is no version 1 of a model 'ro se'.",
        "");
  }

  @Test
  void versionThatIsNoNumber_isInvalid() throws Exception {
    assertProblem(
        get("/models/iris/versions/champion"),
        400,
        "INVALID_ARGUMENT",
        "Invalid argument",
        "The field 'version' must be a number.",
        "'field': 'version', 'value': 'champion'");
  }

  @Test
  void longValue_isShortened() throws Exception {
    assertThat(get("/models/iris/versions/" + "x".repeat(3000)).body())
        .contains("\"value\":\"" + "x".repeat(200) + "... (3000 characters)\"");
  }

  @Test
  void modelNameThatIsNone_isInvalid() throws Exception {
    for (String name : new String[] {"a%2Fb", "%C0%AF"}) { // refused before a protocol is asked
      assertThat(server
              .send(server.request("/api/v1/models/" + name + "/versions/1"))
              .statusCode())
          .isEqualTo(400);
    }
    assertThat(get("/models/%20/versions/1").statusCode()).isEqualTo(400);
    assertThat(get("/models/a:b/versions/1").statusCode()).isEqualTo(400);
  }

  @Test
  void unknownPath_isAProblem() throws Exception {
    for (String path : new String[] {"/nothing", "", VERSION + "/"}) {
      assertProblem(
          get(path),
          404,
          "ENDPOINT_NOT_FOUND",
          "No such endpoint",
          "There is no endpoint '/api/v1" + path + "'.",
          "");
    }
  }

  @Test
  void unknownMethod_isAProblemThatNamesTheOthers() throws Exception {
    HttpResponse<String> response = send("DELETE", VERSION, null);
    assertProblem(
        response,
        405,
        "METHOD_NOT_ALLOWED",
        "Method not allowed",
        "The method DELETE is not allowed here; see Allow.",
        "");
    assertThat(response.headers().firstValue("Allow").orElse("")).contains("GET", "OPTIONS");
  }

  @Test
  void optionsAndHead_haveNoBody() throws Exception {
    assertThat(send("OPTIONS", VERSION, null).statusCode()).isEqualTo(204);
    HttpResponse<String> head = send("HEAD", VERSION, null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(send("HEAD", "/models/iris/versions/9", null).statusCode()).isEqualTo(404);
  }

  @Test
  void clientThatAcceptsNoJson_isRefused() throws Exception {
    for (String accept : new String[] {"text/html", "application/json;q=0, */*", "image/*, x"}) {
      assertProblem(
          send("GET", VERSION, null, "Accept", accept),
          406,
          "NOT_ACCEPTABLE",
          "Not acceptable",
          "The header Accept must allow 'application/json', not '" + accept + "'.",
          "");
    }
    for (String accept :
        new String[] {"*/*", "text/html, application/*;q=0.2", "application/json"}) {
      assertThat(send("GET", VERSION, null, "Accept", accept).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void unknownQuery_isRefused() throws Exception {
    assertProblem(
        get(VERSION + "?verbose=1"),
        400,
        "INVALID_ARGUMENT",
        "Invalid argument",
        "The query parameter 'verbose' is unknown.",
        "'field': 'verbose', 'value': '1'");
  }

  @Test
  void foreignHostAndOrigin_areRefused() throws Exception {
    HttpResponse<String> response =
        send("POST", VERSION + "/verify", null, "Origin", "https://evil.example.com");
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("PERMISSION_DENIED", "evil.example.com");
  }

  @Test
  void workspaceHeader_isRefusedWhereThereAreNone() throws Exception {
    HttpResponse<String> response = send("GET", VERSION, null, "X-MLFLOW-WORKSPACE", "team-a");
    assertProblem(
        response,
        400,
        "INVALID_ARGUMENT",
        "Invalid argument",
        "'X-MLFLOW-WORKSPACE' has a value that this server does not support: 'team-a'.",
        "'field': 'X-MLFLOW-WORKSPACE', 'value': 'team-a'");
  }

  @Test
  void requestId_isInBodyAndHeader() throws Exception {
    HttpResponse<String> response = get("/nothing");
    assertThat(json(response.body().replace("'", "")).get("instance").asText())
        .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @Test
  void openApiDocument_isServed() throws Exception {
    HttpResponse<String> response = get("/openapi.json");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(document().get("openapi").asText()).isEqualTo("3.1.0");
  }
}
