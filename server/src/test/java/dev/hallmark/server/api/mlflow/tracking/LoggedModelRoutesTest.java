package dev.hallmark.server.api.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggedModelRoutesTest extends TrackingApiCase {
  private static final String MODEL = """
      {"model": {"info": {"model_id": "%s", "experiment_id": "0", "name": "clf", "model_type": "",
          "source_run_id": "%s", "creation_timestamp_ms": %d, "last_updated_timestamp_ms": %d,
          "status": "%s", "artifact_uri": "mlflow-artifacts:/0/models/%s/artifacts",
          "tags": [{"key": "t", "value": "v"}]},
        "data": {"params": [{"key": "depth", "value": "4"}]%s}}}
      """;

  @Test
  void model_goesFromPendingToReadyAndShowsItsMetrics() {
    String run = run("of the model");
    Response created = post(
        "/logged-models",
        Map.of(
            "experiment_id",
            "0",
            "name",
            "clf",
            "source_run_id",
            run,
            "params",
            entries("depth", "4"),
            "tags",
            entries("t", "v")));
    String id = created.jsonPath().getString("model.info.model_id");
    long made = created.jsonPath().getLong("model.info.creation_timestamp_ms");
    assertAnswer(created, MODEL.formatted(id, run, made, made, "LOGGED_MODEL_PENDING", id, ""));
    Response ready = http()
        .body(Map.of("model_id", id, "status", "LOGGED_MODEL_READY"))
        .patch("/logged-models/" + id);
    long changed = ready.jsonPath().getLong("model.info.last_updated_timestamp_ms");
    assertAnswer(ready, MODEL.formatted(id, run, made, changed, "LOGGED_MODEL_READY", id, ""));
    post(
        "/runs/log-metric",
        Map.of(
            "run_id",
            run,
            "key",
            "auc",
            "value",
            0.93,
            "timestamp",
            7,
            "model_id",
            id,
            "dataset_name",
            "d",
            "dataset_digest",
            "9f"));
    String metrics = """
        , "metrics": [{"key": "auc", "value": 0.93, "timestamp": 7, "step": 0, "model_id": "%s",
          "run_id": "%s", "dataset_name": "d", "dataset_digest": "9f"}]
        """.formatted(id, run);
    assertAnswer(
        http().get("/logged-models/" + id),
        MODEL.formatted(id, run, made, changed, "LOGGED_MODEL_READY", id, metrics));
  }

  @Test
  void status_mustBeKnownAndTheIdStandInTheBody() {
    String id = loggedModel("clf");
    assertInvalid(
        http().body(Map.of("status", "LOGGED_MODEL_READY")).patch("/logged-models/" + id),
        "Missing value for required parameter 'model_id'. See the API docs for more information"
            + " about request parameters.");
    assertInvalid(
        http().body(Map.of("model_id", id)).patch("/logged-models/" + id),
        "Missing value for required parameter 'status'. See the API docs for more information"
            + " about request parameters.");
    assertInvalid(
        http().body(Map.of("model_id", id, "status", "READY")).patch("/logged-models/" + id),
        "Invalid value READY for parameter 'status' supplied.");
  }

  @Test
  void delete_hidesTheModelUnlessDeletedOnesAreWanted() {
    String id = loggedModel("clf");
    assertAnswer(http().delete("/logged-models/" + id), "{}");
    assertAnswer(http().delete("/logged-models/" + id), "{}");
    assertRefused(
        http().get("/logged-models/" + id),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "Logged model with ID '" + id + "' not found.");
    http().get("/logged-models/" + id + "?allow_deleted=True").then().statusCode(200);
  }

  @Test
  void tags_areSetAndDeleted() {
    String id = loggedModel("clf");
    assertAnswer(
        http()
            .body(Map.of("tags", List.of(entry("a", "1"), entry("b c", "2"))))
            .patch("/logged-models/" + id + "/tags"),
        "{}");
    assertAnswer(http().delete("/logged-models/" + id + "/tags/a"), "{}");
    assertAnswer(http().delete("/logged-models/" + id + "/tags/b c"), "{}");
    assertRefused(
        http().delete("/logged-models/" + id + "/tags/a"),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "No tag with key 'a' found for model with ID '" + id + "'.");
  }

  @Test
  void params_areWrittenOnce() {
    String id = loggedModel("clf");
    String path = "/logged-models/" + id + "/params";
    assertAnswer(post(path, Map.of("model_id", id, "params", entries("a", "1"))), "{}");
    assertInvalid(
        post(path, Map.of("model_id", id, "params", entries("a", "2"))),
        "Changing param values is not allowed. Params were already logged='[{'key': 'a',"
            + " 'old_value': '1', 'new_value': '2'}]' for model ID='" + id + "'.");
  }

  @Test
  void anIdInTheBody_mustBeTheOneInThePath() {
    String id = loggedModel("clf");
    String other = loggedModel("other");
    String text = "model_id '" + other + "' in the body is not the one in the path, '" + id + "'.";
    String path = "/logged-models/" + id;
    assertInvalid(
        post(path + "/params", Map.of("model_id", other, "params", entries("a", "1"))), text);
    assertInvalid(
        http().body(Map.of("model_id", other, "status", "LOGGED_MODEL_READY")).patch(path), text);
    assertInvalid(
        http().body(Map.of("model_id", other, "tags", entries("a", "1"))).patch(path + "/tags"),
        text);
    assertThat(http().get(path).jsonPath().getString("model.info.status"))
        .isEqualTo("LOGGED_MODEL_PENDING");
    assertThat(http().get(path).jsonPath().getMap("model.data")).isNullOrEmpty();
    assertAnswer(
        http().body(Map.of("model_id", id, "tags", entries("a", "1"))).patch(path + "/tags"), "{}");
  }

  @Test
  void create_refusesNamesThatBreakUris() {
    assertInvalid(
        post("/logged-models", Map.of("experiment_id", "0", "name", "a/b")),
        "Invalid model name ('a/b') provided. Model name must be a non-empty string and cannot"
            + " contain the following characters: ('/', ':', '.', '%', '\"', \"'\")");
    assertRefused(
        post("/logged-models", Map.of("experiment_id", "77", "name", "a")),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "No Experiment with id=77 exists");
  }

  @Test
  void search_needsExperiments() {
    assertInvalid(
        post("/logged-models/search", Map.of()),
        "Missing value for required parameter 'experiment_ids'. See the API docs for more"
            + " information about request parameters.");
    assertAnswer(post("/logged-models/search", Map.of("experiment_ids", List.of("777"))), "{}");
  }
}
