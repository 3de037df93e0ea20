package dev.hallmark.server.api.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunRoutesTest extends TrackingApiCase {
  @Test
  void create_answersTheWholeRun() {
    Response created = post(
        "/runs/create",
        Map.of(
            "experiment_id",
            "0",
            "user_id",
            "ann",
            "run_name",
            "first",
            "start_time",
            "1795249000000",
            "tags",
            entries("git", "abc")));
    String id = created.jsonPath().getString("run.info.run_id");
    assertAnswer(created, """
        {"run": {"info": {"run_uuid": "%s", "run_id": "%s", "experiment_id": "0", "run_name": "first",
            "user_id": "ann", "status": "RUNNING", "start_time": 1795249000000, "lifecycle_stage": "active",
            "artifact_uri": "mlflow-artifacts:/0/%s/artifacts"},
          "data": {"tags": [{"key": "git", "value": "abc"}, {"key": "mlflow.runName", "value": "first"}]},
          "inputs": {}, "outputs": {}}}
        """.formatted(id, id, id));
  }

  @Test
  void get_answersAllThatWasLogged() {
    String id = run("all");
    String model = loggedModel("clf");
    Map<String, Object> batch = Map.of(
        "run_id",
        id,
        "metrics",
        List.of(metric("auc", 0.93, 7, 4), metric("bad", "NaN", 6, 0)),
        "params",
        entries("depth", "4"),
        "tags",
        entries("git", "abc"));
    assertAnswer(post("/runs/log-batch", batch), "{}");
    Map<String, Object> dataset = Map.of(
        "dataset",
        Map.of("name", "d", "digest", "9f", "source_type", "local", "source", "{}"),
        "tags",
        entries("mlflow.data.context", "training"));
    assertAnswer(
        post(
            "/runs/log-inputs",
            Map.of(
                "run_id",
                id,
                "datasets",
                List.of(dataset),
                "models",
                List.of(Map.of("model_id", model)))),
        "{}");
    assertAnswer(
        post(
            "/runs/outputs",
            Map.of("run_id", id, "models", List.of(Map.of("model_id", model, "step", 3)))),
        "{}");
    assertAnswer(http().get("/runs/get?run_uuid=" + id), """
        {"run": {"info": {"run_uuid": "%s", "run_id": "%s", "experiment_id": "0", "run_name": "all",
            "user_id": "", "status": "RUNNING", "start_time": 5, "lifecycle_stage": "active",
            "artifact_uri": "mlflow-artifacts:/0/%s/artifacts"},
          "data": {"metrics": [{"key": "auc", "value": 0.93, "timestamp": 7, "step": 4},
                               {"key": "bad", "value": "NaN", "timestamp": 6, "step": 0}],
            "params": [{"key": "depth", "value": "4"}],
            "tags": [{"key": "git", "value": "abc"}, {"key": "mlflow.runName", "value": "all"}]},
          "inputs": {"dataset_inputs": [{"tags": [{"key": "mlflow.data.context", "value": "training"}],
              "dataset": {"name": "d", "digest": "9f", "source_type": "local", "source": "{}"}}],
            "model_inputs": [{"model_id": "%s"}]},
          "outputs": {"model_outputs": [{"model_id": "%s", "step": 3}]}}}
        """.formatted(id, id, id, model, model));
  }

  @Test
  void update_answersTheNewInfo() {
    String id = run("before");
    assertAnswer(
        post(
            "/runs/update",
            Map.of("run_id", id, "status", "FINISHED", "end_time", 9, "run_name", "after")),
        """
        {"run_info": {"run_uuid": "%s", "run_id": "%s", "experiment_id": "0", "run_name": "after", "user_id": "",
          "status": "FINISHED", "start_time": 5, "end_time": 9, "lifecycle_stage": "active",
          "artifact_uri": "mlflow-artifacts:/0/%s/artifacts"}}
        """.formatted(id, id, id));
    Response resumed = post("/runs/update", Map.of("run_id", id, "status", 1, "run_name", ""));
    assertThat(resumed.jsonPath().getString("run_info.status")).isEqualTo("RUNNING");
    assertThat(resumed.jsonPath().getString("run_info.run_name")).isEqualTo("after");
  }

  @Test
  void update_refusesAStatusThatIsNone() {
    assertInvalid(
        post("/runs/update", Map.of("run_id", run("status"), "status", "DONE")),
        "Invalid value DONE for parameter 'status' supplied.");
  }

  @Test
  void deleteAndRestore_areIdempotent() {
    String id = run("gone");
    for (int i = 0; i < 2; i++) {
      assertAnswer(post("/runs/delete", Map.of("run_id", id)), "{}");
    }
    assertThat(
            http().get("/runs/get?run_id=" + id).jsonPath().getString("run.info.lifecycle_stage"))
        .isEqualTo("deleted");
    assertInvalid(
        post("/runs/set-tag", Map.of("run_id", id, "key", "a", "value", "b")),
        "The run " + id + " must be in the 'active' state. Current state is deleted.");
    for (int i = 0; i < 2; i++) {
      assertAnswer(post("/runs/restore", Map.of("run_id", id)), "{}");
    }
    assertAnswer(post("/runs/set-tag", Map.of("run_id", id, "key", "a", "value", "b")), "{}");
  }

  @Test
  void unknownRuns_areNotFoundAndImpossibleOnesInvalid() {
    assertRefused(
        http().get("/runs/get?run_id=nope"),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "Run with id=nope not found");
    assertInvalid(http().queryParam("run_id", "../x").get("/runs/get"), "Invalid run ID: '../x'");
    assertInvalid(
        http().get("/runs/get"),
        "Missing value for required parameter 'run_id'. See the API docs for more information"
            + " about request parameters.");
  }

  @Test
  void create_refusesTwoNames() {
    assertInvalid(
        post(
            "/runs/create",
            Map.of("experiment_id", "0", "run_name", "a", "tags", entries("mlflow.runName", "b"))),
        "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values"
            + " (run_name='a', mlflow.runName='b').");
  }

  @Test
  void search_withoutExperimentsIsEmpty() {
    assertAnswer(post("/runs/search", Map.of()), "{}");
    assertAnswer(post("/runs/search", Map.of("experiment_ids", List.of("777"))), "{}");
  }
}
