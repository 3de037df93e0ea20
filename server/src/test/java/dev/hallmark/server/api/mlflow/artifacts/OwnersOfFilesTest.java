package dev.hallmark.server.api.mlflow.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.api.mlflow.ApiCase;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deleted run or logged model accepts no files, whatever the folder of its experiment and the name of the file. */
class OwnersOfFilesTest extends ApiCase {
  private static Response send(String method, String path, String json) {
    Response response = http().body(json).request(method, path);
    assertThat(response.statusCode()).describedAs(response.asString()).isEqualTo(200);
    return response;
  }

  private static String experimentAt(String folder) {
    String json = "{\"name\": \"%1$s\", \"artifact_location\": \"mlflow-artifacts:/%1$s\"}";
    return send("POST", "/experiments/create", json.formatted(folder)).path("experiment_id");
  }

  private static Response put(String uri, String name) {
    return http("/api/2.0/mlflow-artifacts/artifacts")
        .contentType(ContentType.BINARY)
        .body("text".getBytes(UTF_8))
        .put("/" + uri.substring("mlflow-artifacts:/".length()) + name);
  }

  private static void assertOnlyActiveAccepts(String root, Runnable delete) {
    for (String file : new String[] {"/x", "/artifacts/x", "/models/m-1/artifacts/x"}) {
      assertThat(put(root, file).statusCode()).isEqualTo(200);
    }
    delete.run();
    for (String file : new String[] {"/x", "/artifacts/x", "/models/m-1/artifacts/x", "/new"}) {
      Response refusal = put(root, file);
      assertThat(refusal.statusCode()).isEqualTo(400);
      assertThat(refusal.<String>path("error_code")).isEqualTo("INVALID_PARAMETER_VALUE");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"models", "artifacts", "a/artifacts/b", "b/artifacts", "artifacts-2/models/c"})
  void filesOfRuns_belongToTheRun(String folder) {
    String experiment = experimentAt(folder);
    Response run = send("POST", "/runs/create", "{\"experiment_id\": \"" + experiment + "\"}");
    String id = run.path("run.info.run_id");
    assertOnlyActiveAccepts(
        run.path("run.info.artifact_uri"),
        () -> send("POST", "/runs/delete", "{\"run_id\": \"" + id + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"models-1/models", "c/artifacts", "d/artifacts/models"})
  void filesOfLoggedModels_belongToTheModel(String folder) {
    String experiment = experimentAt(folder);
    Response model = send(
        "POST", "/logged-models", "{\"experiment_id\": \"" + experiment + "\", \"name\": \"m\"}");
    String id = model.path("model.info.model_id");
    assertOnlyActiveAccepts(
        model.path("model.info.artifact_uri"), () -> send("DELETE", "/logged-models/" + id, ""));
  }

  @Test
  void otherFiles_belongToTheExperiment() {
    String experiment = experimentAt("of-experiment");
    String run = send("POST", "/runs/create", "{\"experiment_id\": \"0\"}").path("run.info.run_id");
    String uri = "mlflow-artifacts:/of-experiment/";
    assertThat(put(uri, "notes.txt").statusCode()).isEqualTo(200);
    assertThat(put(uri, run + "/artifacts/x").statusCode()).isEqualTo(200);
    send("POST", "/runs/delete", "{\"run_id\": \"" + run + "\"}");
    assertThat(put(uri, run + "/artifacts/x").statusCode()).isEqualTo(200);
    send("POST", "/experiments/delete", "{\"experiment_id\": \"" + experiment + "\"}");
    assertThat(put(uri, run + "/artifacts/x").statusCode()).isEqualTo(400);
    assertThat(put(uri, "notes.txt").statusCode()).isEqualTo(400);
  }
}
