package dev.hallmark.server.api.mlflow.artifacts;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.RawRequest;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactProxyRoutesTest {
  private static final String PROXY = "/api/2.0/mlflow-artifacts";
  private static final String FILES = PROXY + "/artifacts/";
  private static final String NOT_ONE = "{\"error_code\":\"NOT_IMPLEMENTED\",\"message\":\"";

  @TempDir
  static Path store;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of(Setting.ARTIFACTS, store.toString()));
  }

  @BeforeEach
  void clear() {
    call().delete(FILES + "0/").then().statusCode(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RequestSpecification call() {
    return given().port(server.port()).urlEncodingEnabled(false);
  }

  private void put(String path, String text) {
    call().body(text.getBytes(UTF_8)).put(FILES + path).then().statusCode(200).body(equalTo("{}"));
  }

  private static void assertAnswer(Response answer, int status, String body) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.asString()).isEqualTo(body);
  }

  private static String refused(String path, String why) {
    return "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Invalid path: '" + path + "'"
        + why + "\"}";
  }

  @Test
  void put_storesTheBytesAsAPlainFile() {
    put("0/run/artifacts/data/größe%20%2B%3F.txt", "größe");
    assertThat(store.resolve("0/run/artifacts/data/größe +?.txt")).hasContent("größe");
  }

  @Test
  void put_readsJsonAsBytesAndTakesNoBytesInChunks() throws IOException {
    String json = "Content-Type: application/json\r\n";
    assertThat(RawRequest.send(
                server.port(), "PUT", FILES + "0/a.json", json, "{\"open\": ".getBytes(UTF_8))
            .status())
        .isEqualTo(200);
    assertThat(store.resolve("0/a.json")).hasContent("{\"open\": ");

    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String chunked = "Transfer-Encoding: chunked\r\n";
      RawRequest.begin(socket, "PUT", FILES + "0/empty", chunked, "0\r\n\r\n".getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 200");
    }
    assertThat(store.resolve("0/empty")).isEmptyFile();
  }

  @Test
  void put_refusesAFoldersName() {
    assertAnswer(
        call().body("x").put(FILES + "0/folder/"),
        400,
        refused("0/folder/", ". It must name a file."));
    put("0/folder/file", "x");
    String mismatch = ". A file is not a folder, and a folder is not a file.";
    assertAnswer(call().body("x").put(FILES + "0/folder"), 400, refused("0/folder", mismatch));
    assertAnswer(
        call().body("x").put(FILES + "0/folder/file/x"), 400, refused("0/folder/file/x", mismatch));
  }

  @ParameterizedTest
  @ValueSource(strings = {"seals/x", "seals/a/files/b", "versions/1/1.json", ".tmp/x", "Seals/x"})
  void put_and_delete_refuseWhatIsTheServers(String path) {
    String body = "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"Permission denied: '" + path
        + "' is in a folder that only the server changes.\"}";
    assertAnswer(call().body("x").put(FILES + path), 403, body);
    assertAnswer(call().delete(FILES + path), 403, body);
  }

  @Test
  void get_answersTheBytesWithWhatDescribesThem() throws Exception {
    put("0/run/artifacts/gr%C3%B6%C3%9Fe.html", "<b>größe</b>");
    byte[] bytes = "<b>größe</b>".getBytes(UTF_8);
    String digest =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));

    Response answer = call().get(FILES + "0/run/artifacts/gr%C3%B6%C3%9Fe.html");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asByteArray()).isEqualTo(bytes);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=groe.html; filename*=UTF-8''gr%C3%B6%C3%9Fe.html");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Length")).isEqualTo("" + bytes.length);
    assertThat(answer.header("Repr-Digest")).isEqualTo("sha-256=:" + digest + ":");
    assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(answer.header("ETag")).matches("\"[0-9a-f]{64}\"");
    assertThat(answer.header("Last-Modified")).endsWith(" GMT");
  }

  @Test
  void get_isNeverCompressed() {
    put("0/a.txt", "a".repeat(100_000));
    Response answer = call().header("Accept-Encoding", "gzip").get(FILES + "0/a.txt");
    assertThat(answer.header("Content-Encoding")).isNull();
    assertThat(answer.header("Content-Length")).isEqualTo("100000");
    assertThat(answer.asByteArray()).hasSize(100_000);
  }

  @Test
  void get_claimsNoDigestOfAFileThatWasChangedBehindTheServer() throws IOException {
    put("0/a.txt", "as sent");
    String before = call().get(FILES + "0/a.txt").header("ETag");
    Files.writeString(store.resolve("0/a.txt"), "changed by another");

    Response answer = call().get(FILES + "0/a.txt");

    assertThat(answer.asString()).isEqualTo("changed by another");
    assertThat(answer.header("Repr-Digest")).isNull();
    assertThat(answer.header("ETag")).isNotEqualTo(before).startsWith("\"");
  }

  @Test
  void head_answersWhatGetWouldWithoutTheBytes() {
    put("0/a.bin", "abc");
    Response answer = call().head(FILES + "0/a.bin");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("Content-Length")).isEqualTo("3");
    assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(answer.asByteArray()).isEmpty();
  }

  @Test
  void list_tellsBareNames() {
    put("0/run/artifacts/b.txt", "four");
    put("0/run/artifacts/a/c.txt", "x");

    assertAnswer(
        call().get(PROXY + "/artifacts?path=0/run/artifacts"),
        200,
        "{\"files\":[{\"path\":\"a\",\"is_dir\":true},{\"path\":\"b.txt\",\"is_dir\":false,\"file_size\":4}]}");
    assertAnswer(call().get(PROXY + "/artifacts?path=0/run/artifacts/b.txt"), 200, "{}");
    assertAnswer(call().get(PROXY + "/artifacts?path=0/none"), 200, "{}");
    assertThat(call().get(PROXY + "/artifacts").asString())
        .isEqualTo("{\"files\":[{\"path\":\"0\",\"is_dir\":true}]}");
  }

  @Test
  void delete_takesAFolderNamedAsTheCallsAre() {
    put("0/run/mlflow/a/file", "x");
    assertAnswer(call().delete(FILES + "0/run/mlflow/a/"), 200, "{}");
    assertThat(store.resolve("0/run/mlflow/a")).doesNotExist();
  }

  @Test
  void delete_takesATreeAndIsTheSameTwice() {
    put("0/run/artifacts/a/b.txt", "x");
    put("0/run/artifacts/c.txt", "x");
    for (int i = 0; i < 2; i++) {
      assertAnswer(call().delete(FILES + "0/run/artifacts/a/"), 200, "{}");
    }
    assertAnswer(
        call().get(PROXY + "/artifacts?path=0/run/artifacts"),
        200,
        "{\"files\":[{\"path\":\"c.txt\",\"is_dir\":false,\"file_size\":1}]}");
  }

  @Test
  void multipart_isRefusedInTheWordsThatTheSdkLooksFor() {
    String body =
        "{\"path\": \"a\", \"num_parts\": 1, \"upload_id\": \"u\", \"parts\": [{\"part_number\": 1,"
            + " \"etag\": \"e\"}]}";
    for (String step : List.of("create", "complete", "abort")) {
      assertAnswer(
          call().contentType("application/json").body(body).post(PROXY + "/mpu/" + step + "/0/a"),
          501,
          NOT_ONE + "Multipart upload is not supported for the current artifact repository\"}");
    }
    assertAnswer(
        call().get(PROXY + "/presigned/0/a"),
        501,
        NOT_ONE + "Presigned download is not supported for the current artifact repository\"}");
  }

  @Test
  void put_thatBreaksOffLeavesNothing() throws Exception {
    put("0/a.bin", "old");
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      RawRequest.begin(
          socket, "PUT", FILES + "0/a.bin", "Content-Length: 1000000\r\n", new byte[300_000]);
      waitFor(1);
    }
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      byte[] begun = ("40000\r\n" + "x".repeat(200_000)).getBytes(UTF_8);
      RawRequest.begin(socket, "PUT", FILES + "0/b.bin", "Transfer-Encoding: chunked\r\n", begun);
    }
    waitFor(0);

    assertThat(call().get(FILES + "0/a.bin").asString()).isEqualTo("old");
    assertThat(store.resolve("0/b.bin")).doesNotExist();
  }

  /** Waits until so many files are unfinished. */
  private void waitFor(int unfinished) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    long found = -1;
    while (found != unfinished && System.nanoTime() < end) {
      Thread.sleep(5);
      try (Stream<Path> left = Files.walk(store.resolve(".tmp"))) {
        found = left.filter(Files::isRegularFile)
            .filter(file -> !file.toString().endsWith(".lock"))
            .count();
      }
    }
    assertThat(found).isEqualTo(unfinished);
  }
}
