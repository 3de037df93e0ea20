package dev.hallmark.server.api.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentRoutesTest extends TrackingApiCase {
  @Test
  void get_answersTheExperimentByIdAndByName() {
    Response created =
        post("/experiments/create", Map.of("name", "sample", "tags", entries("team", "risk")));
    String id = created.jsonPath().getString("experiment_id");
    assertAnswer(created, "{\"experiment_id\": \"" + id + "\"}");
    Response byId = http().get("/experiments/get?experiment_id=" + id);
    long at = byId.jsonPath().getLong("experiment.creation_time");
    assertAnswer(byId, """
        {"experiment": {"experiment_id": "%s", "name": "sample", "artifact_location": "mlflow-artifacts:/%s",
          "lifecycle_stage": "active", "creation_time": %d, "last_update_time": %d,
          "tags": [{"key": "team", "value": "risk"}], "workspace": "default"}}
        """.formatted(id, id, at, at));
    assertAnswer(http().get("/experiments/get-by-name?experiment_name=sample"), byId.asString());
  }

  @Test
  void get_answersTheDefaultExperimentOnBothBases() {
    for (String base : new String[] {"/api/2.0/mlflow", "/ajax-api/2.0/mlflow"}) {
      assertThat(http(base)
              .get("/experiments/get?experiment_id=0")
              .jsonPath()
              .getString("experiment.name"))
          .isEqualTo("Default");
    }
  }

  @Test
  void get_ofAnUnknownOneIsNotFound() {
    assertRefused(
        http().get("/experiments/get?experiment_id=999"),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "No Experiment with id=999 exists");
    assertRefused(
        http().get("/experiments/get?experiment_id=99999999999999999999"),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "No Experiment with id=99999999999999999999 exists");
    assertRefused(
        http().get("/experiments/get-by-name?experiment_name=nope"),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "Could not find experiment with name 'nope'");
    assertInvalid(
        http().get("/experiments/get?experiment_id=abc"),
        "Invalid experiment ID 'abc'. Experiment ID must be a valid integer.");
  }

  @Test
  void create_refusesATakenName() {
    String id = experiment("taken");
    assertRefused(
        post("/experiments/create", Map.of("name", "taken")),
        400,
        "RESOURCE_ALREADY_EXISTS",
        "Experiment(name=taken) already exists.");
    assertAnswer(post("/experiments/delete", Map.of("experiment_id", id)), "{}");
    assertRefused(
        post("/experiments/create", Map.of("name", "taken")),
        400,
        "RESOURCE_ALREADY_EXISTS",
        "Experiment(name=taken) already exists in the deleted state. Restore it, or choose another"
            + " name.");
  }

  @Test
  void create_refusesLocationsInMlflowsWords() {
    assertInvalid(
        post("/experiments/create", Map.of("name", "l", "artifact_location", "runs:/a")),
        "Artifact location cannot be a runs:/ URI. Given: 'runs:/a'");
    assertInvalid(
        post(
            "/experiments/create",
            Map.of("name", "l", "artifact_location", "mlflow-artifacts:/a?b")),
        "'artifact_location' URL can't include fragments or params.");
    assertInvalid(
        post("/experiments/create", Map.of("name", "l", "artifact_location", "file:///etc")),
        "'artifact_location' must be an mlflow-artifacts:/ URI, or lie below the server's default"
            + " artifact root or an artifact source. Given: 'file:///etc'");
    assertInvalid(
        post(
            "/experiments/create",
            Map.of("name", "l", "artifact_location", "mlflow-artifacts:/seals")),
        "'artifact_location' must not hold or lie in what the server keeps. Given:"
            + " 'mlflow-artifacts:/seals'");
    assertInvalid(
        post(
            "/experiments/create",
            Map.of("name", "l", "artifact_location", "mlflow-artifacts:/0/x")),
        "'artifact_location' must not hold or lie in another experiment's location. Given:"
            + " 'mlflow-artifacts:/0/x'");
  }

  @Test
  void deleteAndRestore_moveTheLifecycleStage() {
    String id = experiment("cycle");
    String stage = "experiment.lifecycle_stage";
    assertAnswer(post("/experiments/delete", Map.of("experiment_id", id)), "{}");
    assertThat(http().get("/experiments/get?experiment_id=" + id).jsonPath().getString(stage))
        .isEqualTo("deleted");
    assertInvalid(
        post("/runs/create", Map.of("experiment_id", id)),
        "The experiment " + id + " must be in the 'active' state. Current state is deleted.");
    assertInvalid(
        post("/experiments/update", Map.of("experiment_id", id, "new_name", "x")),
        "Cannot rename a non-active experiment.");
    assertAnswer(post("/experiments/restore", Map.of("experiment_id", id)), "{}");
    assertThat(http().get("/experiments/get?experiment_id=" + id).jsonPath().getString(stage))
        .isEqualTo("active");
  }

  @Test
  void update_renames() {
    String id = experiment("old name");
    assertAnswer(
        post("/experiments/update", Map.of("experiment_id", id, "new_name", "new name")), "{}");
    assertThat(http()
            .queryParam("experiment_name", "new name")
            .get("/experiments/get-by-name")
            .jsonPath()
            .getString("experiment.experiment_id"))
        .isEqualTo(id);
  }

  @Test
  void tags_areSetAndDeleted() {
    String id = experiment("tagged");
    Map<String, String> call = Map.of("experiment_id", id, "key", "a", "value", "b");
    assertAnswer(post("/experiments/set-experiment-tag", call), "{}");
    assertAnswer(post("/experiments/delete-experiment-tag", call), "{}");
    assertRefused(
        post("/experiments/delete-experiment-tag", call),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "No tag with name: a in experiment with id " + id);
  }

  @Test
  void search_needsALimitInRange() {
    for (Object limit : new Object[] {0, -1}) {
      assertInvalid(
          post("/experiments/search", Map.of("max_results", limit)),
          "Invalid value " + limit
              + " for parameter 'max_results' supplied. It must be a positive integer");
    }
    assertInvalid(
        post("/experiments/search", Map.of("max_results", 50_001)),
        "Invalid value 50001 for parameter 'max_results' supplied. It must be at most 50000");
    assertInvalid(
        http().get("/experiments/search"),
        "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer");
  }
}
