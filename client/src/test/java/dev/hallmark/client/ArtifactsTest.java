package dev.hallmark.client;

import static dev.hallmark.client.FakeServer.answer;
import static dev.hallmark.client.FakeServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import dev.hallmark.client.files.ArtifactLocation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactsTest {
  private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";

  @TempDir
  private Path folder;

  @Test
  void listing_goesThroughFolders() {
    try (FakeServer server = new FakeServer(
        json(
            "{\"files\": [{\"path\": \"a b\", \"is_dir\": true}, {\"path\": \"x\", \"file_size\": \"7\"}]}"),
        json("{\"files\": [{\"path\": \"y+z\", \"is_dir\": false, \"file_size\": 3}]}"))) {
      assertThat(server.client().artifacts().listAll("mlflow-artifacts:/1/r/artifacts"))
          .containsExactly(
              new ArtifactFile("a b/y+z", "mlflow-artifacts:/1/r/artifacts/a b/y+z", false, 3),
              new ArtifactFile("x", "mlflow-artifacts:/1/r/artifacts/x", false, 7));
      assertThat(server.last().uri()).isEqualTo(PROXY + "?path=1%2Fr%2Fartifacts%2Fa+b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a/..", "", "a\\\\b", "c:x"})
  void name_thatLeadsOutOfItsFolder_isRefused(String name) {
    try (FakeServer server = new FakeServer(json("{\"files\": [{\"path\": \"" + name + "\"}]}"))) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().artifacts().list("mlflow-artifacts:/1"))
          .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.UNUSABLE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mlflow-artifacts:/a/b c, http://t:1/p, /a/b%20c",
    "mlflow-artifacts:///a/, http://t:1/p, /a",
    "mlflow-artifacts://other:2/a%b, http://other:2, /a%25b",
    "https://o/x/api/2.0/mlflow-artifacts/artifacts/a%20b/c, https://o/x, /a%20b/c"
  })
  void uri_namesAPlaceBehindAServer(String uri, String server, String path) {
    assertThat(ArtifactLocation.of(uri, URI.create("http://t:1/p")).file())
        .hasToString(server + PROXY + path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://b/k", "file:/etc", "/etc", "http://h/a", "mlflow-artifacts://h"})
  void uri_thatNoServerPassesOn_isRefusedByName(String uri) {
    try (FakeServer server = new FakeServer(json("{}"))) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().artifacts().list(uri))
          .withMessageContaining(uri);
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void folder_isSentFileByFile_theEmptyOneToo() throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/ü.txt"), "hello");
    Files.writeString(folder.resolve("empty"), "");
    try (FakeServer server = new FakeServer(answer(503, ""), answer(200, ""))) {
      server.client().artifacts().upload(folder, "mlflow-artifacts:/1");
      assertThat(server.asked())
          .extracting(FakeServer.Asked::line)
          .containsExactly(
              "PUT " + PROXY + "/1/empty",
              "PUT " + PROXY + "/1/empty",
              "PUT " + PROXY + "/1/sub/%C3%BC.txt");
      assertThat(server.last().body()).isEqualTo("hello");
    }
  }

  @Test
  void run_namesItsFilesByItsId() {
    HttpHandler run = json(
        "{\"run\": {\"info\": {\"run_id\": \"r\", \"artifact_uri\": \"mlflow-artifacts:/1/r/artifacts\"}}}");
    try (FakeServer server = new FakeServer(run, run, answer(200, ""))) {
      Path absent = folder.resolve("one");
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server.client().artifacts().upload(absent, "runs:/r/sub"))
          .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.LOCAL_FILE));
      assertThat(server.client().artifacts().list("runs:/r/sub")).isEmpty();
      assertThat(server.last().uri()).isEqualTo(PROXY + "?path=1%2Fr%2Fartifacts%2Fsub");
    }
  }
}
