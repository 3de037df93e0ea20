package dev.hallmark.server.api.mlflow.artifacts;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.RawRequest;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads and registrations of files that somebody changed behind the server. */
class ChangedFileRoutesTest {
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";

  @TempDir
  static Path store;

  private static TestServer server;
  private static String run;

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of(Setting.ARTIFACTS, store.toString()));
    run = post("/runs/create", "{\"experiment_id\": \"0\"}").path("run.info.run_id");
    post("/registered-models/create", "{\"name\": \"m\"}").then().statusCode(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RequestSpecification call() {
    return given().port(server.port());
  }

  private static Response post(String path, String json) {
    return call().contentType(ContentType.JSON).body(json).post("/api/2.0/mlflow" + path);
  }

  private static String put(String folder, int size) {
    String path = "0/" + run + "/artifacts/" + folder + "/w.bin";
    call().body(new byte[size]).put(FILES + path).then().statusCode(200);
    return path;
  }

  /** Writes other bytes into the file and puts its time back. */
  private static void forge(String path, int at) throws IOException {
    Path file = store.resolve(path);
    FileTime before = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] = 'x';
    Files.write(file, bytes, StandardOpenOption.WRITE);
    Files.setLastModifiedTime(file, before);
  }

  private static void assertRefused(Response answer, String path) {
    assertConflict(
        answer,
        "The file '" + path
            + "' was changed outside this server: it is not what was uploaded or sealed. It is neither"
            + " served nor registered until it is uploaded again or restored.");
  }

  private static void assertSealRefused(Response answer, String path) {
    assertConflict(
        answer,
        "The files of '" + path
            + "' are damaged: some are not what was sealed. They are neither served nor registered"
            + " until an administrator restores them.");
  }

  private static void assertConflict(Response answer, String message) {
    assertThat(answer.asString())
        .isEqualTo("{\"error_code\":\"RESOURCE_CONFLICT\",\"message\":\"" + message + "\"}");
    assertThat(answer.statusCode()).isEqualTo(409);
    for (String header :
        new String[] {"ETag", "Repr-Digest", "Content-Disposition", "Last-Modified"}) {
      assertThat(answer.header(header)).isNull();
    }
  }

  @Test
  void changedFile_isNotServed() throws IOException {
    String path = put("served", 1000);
    forge(path, 0);
    assertRefused(call().get(FILES + path), path);
    assertRefused(call().get(FILES + path), path);
    assertRefused(call().header("Range", "bytes=0-9").get(FILES + path), path);
    assertRefused(
        call().queryParam("run_id", run).queryParam("path", "served/w.bin").get("/get-artifact"),
        path);
  }

  @Test
  void partOfAChangedFile_isNotServed() throws IOException {
    String path = put("part", 1000);
    forge(path, 999);
    assertRefused(call().header("Range", "bytes=0-9").get(FILES + path), path);
  }

  @Test
  void largeChangedFile_isBrokenOffBeforeItsEnd() throws IOException {
    int size = 3_000_000;
    String path = put("large", size);
    forge(path, size - 1);
    String answer = getRaw(path);
    int body = answer.indexOf("\r\n\r\n") + 4;
    assertThat(answer).contains("Content-Length: " + size);
    assertThat(answer.length() - body).isLessThan(size);
    assertThat(answer.substring(body)).matches("\0*");
    assertRefused(call().get(FILES + path), path);
  }

  @Test
  void emptiedFileOfASeal_isNotServed() throws IOException {
    put("emptied", 1234); // a size of its own: the other tests seal files, too
    post(
            "/model-versions/create",
            "{\"name\": \"m\", \"source\": \"runs:/" + run + "/emptied\", \"run_id\": \"" + run
                + "\"}")
        .then()
        .statusCode(200);
    String folder = call()
        .queryParam("name", "m")
        .queryParam("version", "1")
        .get("/api/2.0/mlflow/model-versions/get-download-uri")
        .<String>path("artifact_uri")
        .substring("mlflow-artifacts:/".length());
    String sealed = folder + "/w.bin";
    Files.write(store.resolve(sealed), new byte[0]);
    assertRefused(call().get(FILES + sealed), sealed);
    assertSealRefused(
        call()
            .queryParam("name", "m")
            .queryParam("version", "1")
            .queryParam("path", "w.bin")
            .get("/model-versions/get-artifact"),
        sealed);
  }

  @Test
  void emptyFile_isServedEmpty() {
    String path = put("empty", 0);
    Response answer = call().get(FILES + path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asByteArray()).isEmpty();
    assertThat(answer.header("Repr-Digest")).isNotNull();
  }

  private static String getRaw(String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      RawRequest.begin(socket, "GET", FILES + path, "", new byte[0]);
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void changedFile_isNotRegistered() throws IOException {
    String path = put("registered", 1000);
    forge(path, 0);
    String version = "{\"name\": \"m\", \"source\": \"runs:/" + run
        + "/registered\", \"run_id\": \"" + run + "\"}";
    assertRefused(post("/model-versions/create", version), path);
    assertRefused(post("/model-versions/create", version), path);
    assertThat(call()
            .queryParam("filter", "name = 'm' AND source_path = 'runs:/" + run + "/registered'")
            .get("/api/2.0/mlflow/model-versions/search")
            .asString())
        .isEqualTo("{}");
  }
}
