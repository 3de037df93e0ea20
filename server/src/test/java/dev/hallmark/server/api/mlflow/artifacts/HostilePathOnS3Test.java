package dev.hallmark.server.api.mlflow.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.server.artifacts.HostilePaths;
import dev.hallmark.server.testkit.RawRequest;
import dev.hallmark.server.testkit.TestServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile paths to each call that returns presigned URLs: none opens an object outside the run. */
class HostilePathOnS3Test {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROXY = "/api/2.0/mlflow-artifacts";
  private static final String MLFLOW = "/api/2.0/mlflow";

  private static TestServer server;
  private static String run;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(TransferRequestsOnS3Test.onS3("both"));
    run = JSON.readTree(
            post(MLFLOW + "/runs/create", Map.of("experiment_id", "0")).text())
        .at("/run/info/run_id")
        .asText();
  }

  @AfterAll
  static void stop() {
    if (server != null) { // otherwise the service is not installed
      server.close();
    }
  }

  private static RawRequest.Answer post(String target, Map<String, Object> body)
      throws IOException {
    return RawRequest.send(
        server.port(),
        "POST",
        target,
        "Content-Type: application/json\r\n",
        JSON.writeValueAsBytes(body));
  }

  private static void assertRefused(RawRequest.Answer response) {
    assertThat(response.status()).as(response.text()).isBetween(400, 404);
    assertThat(response.text()).startsWith("{\"error_code\":\"").doesNotContain("X-Amz-");
  }

  static Stream<String> urls() {
    return HostilePathTest.targets();
  }

  @ParameterizedTest
  @MethodSource("urls")
  void pathInAUrl_getsNoPresignedUrl(String path) throws IOException {
    Map<String, Object> body = Map.of(
        "path",
        "x",
        "num_parts",
        1,
        "upload_id",
        "u",
        "parts",
        List.of(Map.of("part_number", 1, "etag", "e")));
    for (String step : List.of("create", "complete", "abort")) {
      assertRefused(post(PROXY + "/mpu/" + step + "/" + path, body));
    }
    for (String target : List.of("/presigned/" + path, "/artifacts/" + path + "?archive=zip")) {
      assertRefused(RawRequest.send(server.port(), "GET", PROXY + target, "", new byte[0]));
    }
  }

  static Stream<String> sendable() {
    return HostilePaths.sendable();
  }

  @ParameterizedTest
  @MethodSource("sendable")
  void pathBelowARun_getsNoPresignedUrl(String path) throws IOException {
    for (String direction : List.of("upload", "download")) {
      assertRefused(post(
          MLFLOW + "/artifacts/presigned-" + direction + "-url",
          Map.of("run_id", run, "path", path)));
    }
  }

  @ParameterizedTest
  @MethodSource("sendable")
  void pathOfALocalFile_countsByItsLastSegment(String path) throws IOException {
    String folder = "0/" + run + "/artifacts";
    RawRequest.Answer response =
        post(PROXY + "/mpu/create/" + folder, Map.of("path", path, "num_parts", 1));
    if (response.status() != 200) {
      assertRefused(response);
      return;
    }
    JsonNode upload = JSON.readTree(response.body());
    String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    assertThat(URI.create(upload.at("/credentials/0/url").asText()).getPath())
        .endsWith("/team/models/" + folder + "/" + last);
    RawRequest.Answer aborted = post(
        PROXY + "/mpu/abort/" + folder,
        Map.of("path", path, "upload_id", upload.get("upload_id").asText()));
    assertThat(new String(aborted.body(), UTF_8)).isEqualTo("{}");
  }
}
