package dev.hallmark.server.api.mlflow.artifacts;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Folders as one ZIP archive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FolderArchiveContract {
  static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final String MLFLOW = "/api/2.0/mlflow";

  TestServer server;
  String run;

  abstract Map<Setting, String> settings();

  @BeforeAll
  void start() {
    server = TestServer.start(settings());
    run = post("/runs/create", "{\"experiment_id\": \"0\"}").path("run.info.run_id");
    put("model/MLmodel", "flavors");
    put("model/data/größe 1.txt", "x".repeat(600_000));
    put("model/data/empty", "");
    put("notes.txt", "notes");
  }

  @AfterAll
  void stop() {
    if (server != null) { // otherwise the service of the test is not installed
      server.close();
    }
  }

  RequestSpecification call() {
    return given().port(server.port());
  }

  Response post(String path, String json) {
    return call().contentType(ContentType.JSON).body(json).post(MLFLOW + path);
  }

  void put(String path, String text) {
    call()
        .body(text.getBytes(UTF_8))
        .put(FILES + "0/" + run + "/artifacts/" + path)
        .then()
        .statusCode(200);
  }

  private Response archive(String folder) {
    return call().queryParam("archive", "zip").get(FILES + "0/" + run + "/artifacts/" + folder);
  }

  private static Map<String, String> unzipped(Response response) throws IOException {
    assertThat(response.statusCode()).isEqualTo(200);
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(response.asByteArray()), UTF_8)) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        files.put(each.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return files;
  }

  @Test
  void archive_hasAllFilesOfTheFolderInOrder() throws IOException {
    Response response = archive("model");
    assertThat(unzipped(response))
        .containsExactly(
            Map.entry("MLmodel", "flavors"),
            Map.entry("data/empty", ""),
            Map.entry("data/größe 1.txt", "x".repeat(600_000)));
    assertThat(response.header("Content-Type")).isEqualTo("application/zip");
    assertThat(response.header("Content-Disposition")).isEqualTo("attachment; filename=model.zip");
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(archive("model").asByteArray()).isEqualTo(response.asByteArray());
    assertThat(unzipped(archive("model/data/")).keySet()).containsExactly("empty", "größe 1.txt");
    assertThat(unzipped(archive("notes.txt"))).containsExactly(Map.entry("notes.txt", "notes"));
  }

  @Test
  void head_describesTheArchive() {
    Response response =
        call().queryParam("archive", "zip").head(FILES + "0/" + run + "/artifacts/model");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.header("Content-Type")).isEqualTo("application/zip");
    assertThat(response.header("Content-Disposition")).isEqualTo("attachment; filename=model.zip");
    assertThat(response.asByteArray()).isEmpty();
  }

  @Test
  void archiveOfARun_canContainAllItsFiles() throws IOException {
    Response whole =
        call().queryParam("run_id", run).queryParam("archive", "zip").get("/get-artifact");
    assertThat(unzipped(whole).keySet())
        .containsExactly(
            "model/MLmodel", "model/data/empty", "model/data/größe 1.txt", "notes.txt");
    assertThat(whole.header("Content-Disposition")).isEqualTo("attachment; filename=artifacts.zip");
    Response part = call()
        .queryParam("run_id", run)
        .queryParam("path", "model/data")
        .queryParam("archive", "zip")
        .get("/get-artifact");
    assertThat(unzipped(part).keySet()).containsExactly("empty", "größe 1.txt");
  }

  @Test
  void archiveOfAVersion_hasItsNameAndNumber() throws IOException {
    post("/registered-models/create", "{\"name\": \"fraud\"}").then().statusCode(200);
    post(
            "/model-versions/create",
            "{\"name\": \"fraud\", \"source\": \"runs:/" + run + "/model\", \"run_id\": \"" + run
                + "\"}")
        .then()
        .statusCode(200);
    Response whole = call()
        .queryParam("name", "fraud")
        .queryParam("version", "1")
        .queryParam("archive", "zip")
        .get("/model-versions/get-artifact");
    assertThat(unzipped(whole).keySet())
        .containsExactly("MLmodel", "data/empty", "data/größe 1.txt");
    assertThat(whole.header("Content-Disposition")).isEqualTo("attachment; filename=fraud-1.zip");
  }
}
