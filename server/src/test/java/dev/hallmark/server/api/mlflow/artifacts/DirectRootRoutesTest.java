package dev.hallmark.server.api.mlflow.artifacts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.HostilePaths;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose files clients store in a folder that the server only reads. */
class DirectRootRoutesTest {
  private static final String MLFLOW = "/api/2.0/mlflow";

  @TempDir
  private static Path folder;

  private static TestServer server;
  private static String run;
  private static String artifactUri;

  @BeforeAll
  static void start() throws IOException {
    Path share = Files.createDirectories(folder.resolve("share"));
    Files.createDirectories(share.resolve("41"));
    Files.writeString(folder.resolve("secret"), "classified");
    server = TestServer.start(Map.of(
        Setting.DEFAULT_ARTIFACT_ROOT, "file://" + share, Setting.ENABLE_WORKSPACES, "true"));
    Response created = post("/runs/create", Map.of("experiment_id", "0"));
    run = created.path("run.info.run_id");
    artifactUri = created.path("run.info.artifact_uri");
    Path artifacts = Files.createDirectories(share.resolve("0/" + run + "/artifacts/notes"));
    Files.writeString(artifacts.resolve("a.txt"), "text");
    Files.createSymbolicLink(artifacts.resolve("link"), folder.resolve("secret"));
    Files.createSymbolicLink(artifacts.resolve("up"), folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Response post(String path, Map<String, ?> fields) {
    return given()
        .port(server.port())
        .contentType(ContentType.JSON)
        .body(fields)
        .post(MLFLOW + path);
  }

  private static Response list(String path) {
    return given()
        .port(server.port())
        .queryParam("run_id", run)
        .queryParam("path", path)
        .get(MLFLOW + "/artifacts/list");
  }

  private static Response file(String path) {
    return given()
        .port(server.port())
        .queryParam("run_uuid", run)
        .queryParam("path", path)
        .get("/get-artifact");
  }

  @Test
  void runs_lieBelowTheRoot() {
    assertThat(artifactUri)
        .isEqualTo("file://" + folder.resolve("share") + "/0/" + run + "/artifacts");
    Response created = post("/experiments/create", Map.of("name", "next"));
    assertThat(Integer.parseInt(created.path("experiment_id"))).isGreaterThan(41);
  }

  @Test
  void files_areListedAndServedWithoutTheirLinks() {
    assertThat(list("").asString())
        .isEqualTo("{\"root_uri\":\"" + artifactUri
            + "\",\"files\":[{\"path\":\"notes\",\"is_dir\":true}]}");
    assertThat(list("notes").asString())
        .isEqualTo("{\"root_uri\":\"" + artifactUri
            + "\",\"files\":[{\"path\":\"notes/a.txt\",\"is_dir\":false,\"file_size\":4}]}");
    assertThat(list("nothing").asString()).isEqualTo("{\"root_uri\":\"" + artifactUri + "\"}");
    assertThat(file("notes/a.txt").asString()).isEqualTo("text");
    for (String none : List.of("notes", "notes/link", "notes/up/secret", "nothing")) {
      assertThat(file(none).statusCode()).as(none).isEqualTo(404);
    }
    assertThat(list("notes/up").asString()).doesNotContain("files");
  }

  @Test
  void part_isServed() {
    Response part = given()
        .port(server.port())
        .header("Range", "bytes=1-2")
        .get("/get-artifact?run_uuid=" + run + "&path=notes/a.txt");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.asString()).isEqualTo("ex");
  }

  @Test
  void hostilePaths_areRefused() {
    HostilePaths.sendable().forEach(path -> {
      assertThat(file(path).statusCode()).as(path).isBetween(400, 499);
      assertThat(list(path).asString()).as(path).doesNotContain("classified");
      assertThat(list(path).statusCode()).as(path).isLessThan(500);
    });
  }

  @Test
  void uploads_areRefused() {
    Response upload = given()
        .port(server.port())
        .body("x".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/ajax-api/2.0/mlflow/upload-artifact?run_uuid=" + run + "&path=x.txt");
    assertThat(upload.statusCode()).isEqualTo(400);
    assertThat(folder.resolve("share/0/" + run + "/artifacts/x.txt")).doesNotExist();
  }

  @Test
  void runOfAnotherWorkspace_isNotFound() {
    given()
        .port(server.port())
        .contentType(ContentType.JSON)
        .body(Map.of("name", "other"))
        .post("/api/3.0/mlflow/workspaces");
    Response listed = given()
        .port(server.port())
        .header("X-MLFLOW-WORKSPACE", "other")
        .queryParam("run_id", run)
        .get(MLFLOW + "/artifacts/list");
    assertThat(listed.statusCode()).isEqualTo(404);
  }
}
