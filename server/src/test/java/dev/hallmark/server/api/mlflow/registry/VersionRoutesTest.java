package dev.hallmark.server.api.mlflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionRoutesTest extends RegistryApiCase {
  @Test
  void create_answersTheVersionAndGetTheSame() {
    model("iris");
    Response made = post(
        "/model-versions/create",
        body(
            "name", "iris",
            "source", "s3://bucket/iris",
            "run_id", "run1",
            "run_link", "http://runs/1",
            "description", "first",
            "tags", entries("q", "ok")));
    long at = made.jsonPath().getLong("model_version.creation_timestamp");
    assertAnswer(made, """
        {"model_version": {"name": "iris", "version": "1", "creation_timestamp": %d,
          "last_updated_timestamp": %d, "current_stage": "None", "description": "first",
          "source": "s3://bucket/iris", "run_id": "run1", "run_link": "http://runs/1", "status": "READY",
          "tags": [{"key": "q", "value": "ok"}]}}
        """.formatted(at, at));
    assertAnswer(getVersion("iris", "1"), made.asString());
    assertAnswer(getVersion("iris", " 01 "), made.asString());
    assertAnswer(
        get("/model-versions/get-download-uri", "name", "iris", "version", "1"),
        "{\"artifact_uri\": \"s3://bucket/iris\"}");
  }

  @Test
  void create_sealsWhatTheServerHolds() {
    String run = run("trained");
    String uri = get("/runs/get", "run_id", run).jsonPath().getString("run.info.artifact_uri");
    String path = uri.substring("mlflow-artifacts:/".length()) + "/model/MLmodel";
    assertOk(http("/api/2.0/mlflow-artifacts")
        .contentType("application/octet-stream")
        .body("flavors:".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .put("/artifacts/" + path));
    model("sealed");
    assertOk(post(
        "/model-versions/create", body("name", "sealed", "source", uri + "/model", "run_id", run)));
    String sealed = get("/model-versions/get-download-uri", "name", "sealed", "version", "1")
        .jsonPath()
        .getString("artifact_uri");
    assertThat(sealed).matches("mlflow-artifacts:/seals/[0-9a-f]{64}/files");
    Response file = http("")
        .queryParams("name", "sealed", "version", "1", "path", "MLmodel")
        .get("/model-versions/get-artifact");
    assertThat(file.asString()).isEqualTo("flavors:");

    model("promoted");
    Response copy = post("/model-versions/create", body("name", "promoted", "source", sealed));
    assertThat(copy.jsonPath().getString("model_version.run_id")).isEqualTo(run);
    assertThat(copy.jsonPath().getString("model_version.source")).isEqualTo(sealed);
  }

  @Test
  void everyAnswer_tellsTheDigestOfASealedVersion() {
    String logged = loggedModel("digested");
    assertOk(http("/api/2.0/mlflow-artifacts")
        .contentType("application/octet-stream")
        .body("of its own".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .put("/artifacts/0/models/" + logged + "/artifacts/MLmodel"));
    model("digested");
    Response made = post(
        "/model-versions/create",
        body("name", "digested", "source", "models:/" + logged, "model_id", logged));
    String digest = made.jsonPath().getString("model_version.digest");
    assertThat(digest).matches("sha256:[0-9a-f]{64}");
    assertThat(get("/model-versions/get-download-uri", "name", "digested", "version", "1")
            .jsonPath()
            .getString("artifact_uri"))
        .isEqualTo("mlflow-artifacts:/seals/" + digest.substring("sha256:".length()) + "/files");
    assertOk(post(
        "/registered-models/alias", body("name", "digested", "alias", "best", "version", "1")));
    Map<String, Response> answers = Map.of(
        "model_version.digest", getVersion("digested", "1"),
        "model_version['digest']",
            get("/registered-models/alias", "name", "digested", "alias", "best"),
        "model_versions[0].digest", get("/model-versions/search", "filter", "name = 'digested'"),
        "model_versions[-1].digest",
            post("/registered-models/get-latest-versions", body("name", "digested")),
        "registered_model.latest_versions[0].digest",
            get("/registered-models/get", "name", "digested"),
        "registered_models[0].latest_versions[0].digest",
            get("/registered-models/search", "filter", "name = 'digested'"),
        "model_version.'digest'",
            post(
                "/model-versions/transition-stage",
                body("name", "digested", "version", "1", "stage", "Staging")));
    answers.forEach(
        (path, answer) -> assertThat(answer.jsonPath().getString(path)).as(path).isEqualTo(digest));
    version("digested");
    assertThat(getVersion("digested", "2").jsonPath().getMap("model_version"))
        .doesNotContainKey("digest");
  }

  @Test
  void getArtifact_ofWhatIsNotThereIsNotFound() {
    model("linked");
    version("linked");
    assertRefused(
        http("")
            .queryParams("name", "linked", "version", "1", "path", "MLmodel")
            .get("/model-versions/get-artifact"),
        404,
        NOT_FOUND,
        "No such artifact: 'MLmodel'");
    assertNoVersion(
        http("")
            .queryParams("name", "linked", "version", "9", "path", "MLmodel")
            .get("/model-versions/get-artifact"),
        "linked",
        "9");
  }

  @Test
  void create_tellsTheLoggedModel() {
    String logged = loggedModel("clf");
    model("fromlogged");
    Response made = post(
        "/model-versions/create",
        body("name", "fromlogged", "source", "models:/" + logged, "model_id", logged));
    assertThat(made.jsonPath().getString("model_version.model_id")).isEqualTo(logged);
    String tags = get("/logged-models/" + logged).jsonPath().getString("model.info.tags");
    assertThat(tags).contains("mlflow.modelVersions", "fromlogged");
  }

  @Test
  void create_inAnUnknownModelIsNotFound() {
    assertNoModel(post("/model-versions/create", body("name", "no", "source", "s3://b/x")), "no");
  }

  @Test
  void sources_areRefusedInMlflowsWords() {
    model("src");
    assertSource(
        "/etc",
        "Invalid model version source: '/etc'. To use a local path as a model version source, the"
            + " run_id request parameter has to be specified and the local path has to be contained"
            + " within the artifact directory of the run specified by the run_id.");
    assertSource(
        "http://host/x",
        "'source' cannot use the 'http' scheme: 'http://host/x' names a host, and this server takes"
            + " no host from a request.");
    assertSource(
        "mlflow-artifacts:/1/../2",
        "Invalid model version source: 'mlflow-artifacts:/1/../2'. If supplying a source as an http,"
            + " https, local file path, ftp, objectstore, or mlflow-artifacts uri, an absolute path"
            + " must be provided without relative path references present. Please provide an"
            + " absolute path.");
    assertSource(
        "s3://bucket",
        "Invalid model version source: 's3://bucket'. If supplying a source as an http, https, local"
            + " file path, ftp, objectstore, or mlflow-artifacts uri, an absolute path must be"
            + " provided without relative path references present. Please provide an absolute"
            + " path.");
    assertSource(
        "mlflow-artifacts:/1/run/artifacts",
        "Invalid model version source: 'mlflow-artifacts:/1/run/artifacts'. The run_id request"
            + " parameter must identify the resource that contains the source.");
    assertSource(
        "s3://" + "x".repeat(2044), "'source' exceeds the maximum length of 2048 characters");
    assertInvalid(
        post("/model-versions/create", Map.of("name", "src")),
        "Missing value for required parameter 'source'. See the API docs for more information about"
            + " request parameters.");
    assertNoVersion(
        post("/model-versions/create", body("name", "src", "source", "models:/src/Staging")),
        "src",
        "Staging");
    assertRefused(
        post(
            "/model-versions/create",
            body("name", "src", "source", "models:/m-zzz", "model_id", "m-zzz")),
        404,
        NOT_FOUND,
        "Logged model with ID 'm-zzz' not found.");
    assertAnswer(get("/model-versions/search", "filter", "name = 'src'"), "{}");
  }

  private static void assertSource(String source, String message) {
    assertInvalid(post("/model-versions/create", body("name", "src", "source", source)), message);
  }

  @Test
  void sourceOfNoRun_isRefusedNamingTheCallThatTakesIt() {
    model("taken-over");
    assertOk(http("/api/2.0/mlflow-artifacts")
        .contentType("application/octet-stream")
        .body("flavors:".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .put("/artifacts/77/taken-over/model/MLmodel"));
    String refusal = "Invalid model version source: 'mlflow-artifacts:/77/%s'. The run_id request"
        + " parameter must identify the resource that contains the source.";
    assertNoRun(
        "mlflow-artifacts:/77/taken-over/model",
        refusal.formatted("taken-over/model")
            + " These files belong to no run or logged model; register them with"
            + " POST /api/v1/models/{name}/versions and the body"
            + " {\"path\": \"77/taken-over/model\"} instead.");
    assertNoRun("mlflow-artifacts:/77/nothing", refusal.formatted("nothing"));
    String other =
        get("/runs/get", "run_id", run("other")).jsonPath().getString("run.info.artifact_uri");
    assertNoRun(
        other,
        "Invalid model version source: '" + other + "'. The run_id request"
            + " parameter must identify the resource that contains the source.");
  }

  private static void assertNoRun(String source, String message) {
    assertInvalid(
        post("/model-versions/create", body("name", "taken-over", "source", source)), message);
  }

  @Test
  void promptVersion_takesOnlyAPlaceholderAndKeepsItsContents() {
    List<Map<String, String>> prompt =
        List.of(entry("mlflow.prompt.is_prompt", "true"), entry("mlflow.prompt.text", "Hello"));
    assertOk(
        post("/registered-models/create", body("name", "hello", "tags", prompt.subList(0, 1))));
    assertInvalid(
        post("/model-versions/create", body("name", "hello", "source", "/etc", "tags", prompt)),
        "Invalid prompt source: '/etc'. Prompt sources must use an MLflow placeholder.");
    assertOk(post(
        "/model-versions/create", body("name", "hello", "source", "dummy-source", "tags", prompt)));
    assertRefused(
        post(
            "/model-versions/set-tag",
            body("name", "hello", "version", "1", "key", "mlflow.prompt.text", "value", "Bye")),
        409,
        "RESOURCE_CONFLICT",
        "Tag 'mlflow.prompt.text' belongs to the contents of version 1 of prompt 'hello', which"
            + " never change once it is registered. Register a new version with the contents that"
            + " you want.");
    assertEmpty(post(
        "/model-versions/set-tag",
        body("name", "hello", "version", "1", "key", "mlflow.prompt.text", "value", "Hello")));
  }

  @Test
  void promptText_thatIsTooLongIsRefusedInMlflowsWords() {
    assertOk(post("/registered-models/create", body("name", "epic")));
    assertInvalid(
        post(
            "/model-versions/set-tag",
            body(
                "name",
                "epic",
                "version",
                "1",
                "key",
                "mlflow.prompt.text",
                "value",
                "x".repeat(100_001))),
        "Prompt text exceeds max length of 100000 characters.");
  }

  @Test
  void versionNumbers_areTextsThatHoldIntegers() {
    model("num");
    version("num");
    assertInvalid(getVersion("num", "abc"), "Parameter 'version' must be an integer, got 'abc'.");
    for (String number : List.of("0", "-1", "99")) {
      assertNoVersion(getVersion("num", number), "num", number.equals("99") ? "99" : number);
    }
    assertNoVersion(getVersion("no", "1"), "no", "1");
    assertNoVersion(getVersion("num", "99999999999999"), "num", "99999999999999");
    assertInvalid(
        post("/model-versions/set-tag", body("name", "num", "version", 1, "key", "k")),
        "Invalid value 1 for parameter 'version' supplied:  Hint: Value was of type 'int'. See the"
            + " API docs for more information about request parameters.");
    assertInvalid(
        get("/model-versions/get-download-uri", "name", "num"),
        "Parameter 'version' must be an integer, got ''.");
    assertInvalid(
        get("/model-versions/get", "name", "num"),
        "Missing value for required parameter 'version'. See the API docs for more information about"
            + " request parameters.");
  }

  @Test
  void update_withoutADescriptionClearsIt() {
    model("upd");
    version("upd");
    Response updated =
        patch("/model-versions/update", body("name", "upd", "version", "1", "description", "good"));
    assertThat(updated.jsonPath().getString("model_version.description")).isEqualTo("good");
    Response cleared = patch("/model-versions/update", body("name", "upd", "version", "1"));
    assertThat(cleared.jsonPath().getString("model_version.description")).isEmpty();
    assertAnswer(getVersion("upd", "1"), cleared.asString());
    assertNoVersion(
        patch("/model-versions/update", body("name", "upd", "version", "9")), "upd", "9");
  }

  @Test
  void delete_hidesTheVersionForGood() {
    model("del");
    version("del");
    assertEmpty(delete("/model-versions/delete", body("name", "del", "version", "1")));
    assertNoVersion(getVersion("del", "1"), "del", "1");
    assertNoVersion(
        delete("/model-versions/delete", body("name", "del", "version", "1")), "del", "1");
    assertThat(version("del")).isEqualTo("2");
  }

  @Test
  void search_answersPagesOfWholeVersions() {
    model("found");
    for (int i = 0; i < 3; i++) {
      version("found");
    }
    assertEmpty(post(
        "/registered-models/alias", body("name", "found", "alias", "champion", "version", "3")));
    Response first = get(
        "/model-versions/search",
        "filter",
        "name = 'found'",
        "max_results",
        "2",
        "order_by",
        "version_number DESC");
    assertThat(first.jsonPath().getList("model_versions.version")).containsExactly("3", "2");
    assertThat(first.asString()).doesNotContain("aliases");
    Response second = get(
        "/model-versions/search",
        "filter",
        "name = 'found'",
        "max_results",
        "2",
        "order_by",
        "version_number DESC",
        "page_token",
        first.jsonPath().getString("next_page_token"));
    assertAnswer(
        second,
        "{\"model_versions\": ["
            + getVersion("found", "1").asString().replaceFirst("\\{\"model_version\":(.*)}", "$1")
            + "]}");
    assertInvalid(
        get("/model-versions/search", "max_results", "0"),
        "Invalid value for max_results. It must be a positive integer, but got 0");
    assertInvalid(
        get("/model-versions/search", "max_results", "200001"),
        "Invalid value for request parameter max_results. It must be at most 200000, but got value"
            + " 200001");
  }
}
