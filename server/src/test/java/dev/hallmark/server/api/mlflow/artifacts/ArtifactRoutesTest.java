package dev.hallmark.server.api.mlflow.artifacts;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.RawRequest;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArtifactRoutesTest {
  private static final String MLFLOW = "/api/2.0/mlflow";
  private static final String BROWSER = "/ajax-api/2.0/mlflow";

  private static TestServer server;
  private static String run;
  private static String model;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    run = post("/runs/create", "{\"experiment_id\": \"0\"}").path("run.info.run_id");
    model = post("/logged-models", "{\"experiment_id\": \"0\", \"name\": \"m\"}")
        .path("model.info.model_id");
    put("0/" + run + "/artifacts/notes/a.txt", "text");
    put("0/" + run + "/artifacts/b.txt", "");
    put("0/models/" + model + "/artifacts/MLmodel", "flavors");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RequestSpecification call() {
    return given().port(server.port());
  }

  private static Response post(String path, String json) {
    return call().contentType(ContentType.JSON).body(json).post(MLFLOW + path);
  }

  private static void put(String path, String text) {
    call()
        .body(text.getBytes(UTF_8))
        .put("/api/2.0/mlflow-artifacts/artifacts/" + path)
        .then()
        .statusCode(200);
  }

  private static void assertAnswer(Response answer, int status, String body) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.asString()).isEqualTo(body);
  }

  @Test
  void list_tellsPathsFromTheRunsRoot() {
    String root = "{\"root_uri\":\"mlflow-artifacts:/0/" + run + "/artifacts\"";
    RequestSpecification ofRun = call().queryParam("run_id", run);
    assertAnswer(
        ofRun.get(MLFLOW + "/artifacts/list"),
        200,
        root + ",\"files\":[{\"path\":\"b.txt\",\"is_dir\":false,\"file_size\":0},"
            + "{\"path\":\"notes\",\"is_dir\":true}]}");
    assertAnswer(
        call()
            .queryParam("run_uuid", run)
            .queryParam("path", "notes")
            .get(MLFLOW + "/artifacts/list"),
        200,
        root + ",\"files\":[{\"path\":\"notes/a.txt\",\"is_dir\":false,\"file_size\":4}]}");
    assertAnswer(
        ofRun.queryParam("path", "b.txt").get(MLFLOW + "/artifacts/list"), 200, root + "}");
  }

  @Test
  void list_tellsPathsFromTheLoggedModelsRoot() {
    assertAnswer(
        call().get(MLFLOW + "/logged-models/" + model + "/artifacts/directories"),
        200,
        "{\"root_uri\":\"mlflow-artifacts:/0/models/" + model + "/artifacts\",\"files\":"
            + "[{\"path\":\"MLmodel\",\"is_dir\":false,\"file_size\":7}]}");
  }

  @Test
  void get_answersFilesOfRunsAndOfLoggedModels() {
    for (String id : new String[] {"run_id", "run_uuid"}) {
      Response ofRun =
          call().queryParam(id, run).queryParam("path", "notes/a.txt").get("/get-artifact");
      assertAnswer(ofRun, 200, "text");
      assertThat(ofRun.header("Content-Disposition")).isEqualTo("attachment; filename=a.txt");
    }
    assertAnswer(
        call()
            .queryParam("artifact_file_path", "MLmodel")
            .get(BROWSER + "/logged-models/" + model + "/artifacts/files"),
        200,
        "flavors");
  }

  @Test
  void get_namesTheFieldThatIsMissing() {
    String missing =
        "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Missing value for required parameter '%s'."
            + " See the API docs for more information about request parameters.\"}";
    assertAnswer(
        call().queryParam("path", "a").get("/get-artifact"), 400, missing.formatted("run_id"));
    assertAnswer(
        call().queryParam("run_id", run).get("/get-artifact"), 400, missing.formatted("path"));
    assertAnswer(call().get(MLFLOW + "/artifacts/list"), 400, missing.formatted("run_id"));
  }

  @Test
  void unknownRunsAndModels_areNotFound() {
    assertThat(
            call().queryParam("run_id", "nope").get(MLFLOW + "/artifacts/list").statusCode())
        .isEqualTo(404);
    assertThat(call()
            .queryParam("run_id", "nope")
            .queryParam("path", "a")
            .get("/get-artifact")
            .statusCode())
        .isEqualTo(404);
    assertThat(call().get(MLFLOW + "/logged-models/m-0/artifacts/directories").statusCode())
        .isEqualTo(404);
  }

  @Test
  void upload_ofTheBrowserStoresUpToTenMegabytes() throws IOException {
    String other = post("/runs/create", "{\"experiment_id\": \"0\"}").path("run.info.run_id");
    String query = BROWSER + "/upload-artifact?run_uuid=" + other + "&path=c.bin";
    assertAnswer(call().body(new byte[10 * 1024 * 1024]).post(query), 200, "{}");
    assertThat(beginUpload(query, 10 * 1024 * 1024 + 1))
        .startsWith("HTTP/1.1 400 ")
        .endsWith(
            "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Invalid upload: the body is larger"
                + " than 10485760 bytes.\"}");
    assertThat(
            call().post(MLFLOW + "/upload-artifact?run_uuid=" + run + "&path=x").statusCode())
        .isEqualTo(404);
  }

  /** Announces a body, sends none of it before it is invited to, and answers what comes back. */
  private static String beginUpload(String target, int length) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String headers = "Content-Length: " + length + "\r\nExpect: 100-continue\r\n";
      RawRequest.begin(socket, "POST", target, headers, new byte[0]);
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.hallmark.server.artifacts.HostilePaths#sendable")
  void everyCall_refusesAHostilePath(String path) {
    for (Response answer : new Response[] {
      call().queryParam("run_id", run).queryParam("path", path).get(MLFLOW + "/artifacts/list"),
      call().queryParam("run_id", run).queryParam("path", path).get("/get-artifact"),
      call()
          .queryParam("artifact_directory_path", path)
          .get(MLFLOW + "/logged-models/" + model + "/artifacts/directories"),
      call()
          .queryParam("artifact_file_path", path)
          .get(BROWSER + "/logged-models/" + model + "/artifacts/files"),
      call()
          .queryParam("run_uuid", run)
          .queryParam("path", path)
          .body("x")
          .post(BROWSER + "/upload-artifact")
    }) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.<String>path("error_code")).isEqualTo("INVALID_PARAMETER_VALUE");
    }
  }

  @Test
  void presigned_isRefused() {
    for (String direction : new String[] {"upload", "download"}) {
      Response answer = post(
          "/artifacts/presigned-" + direction + "-url",
          "{\"run_id\": \"" + run + "\", \"path\": \"y\"}");
      assertAnswer(
          answer,
          400,
          "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Presigned " + direction
              + " is not supported for proxied artifact storage (artifact URI scheme: mlflow-artifacts)."
              + " Use the mlflow-artifacts endpoints.\"}");
    }
  }
}
