package dev.hallmark.server.api.mlflow.artifacts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.HostilePaths;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.RawRequest;
import dev.hallmark.server.testkit.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile paths byte for byte, to each call that has one in its URL. */
class HostilePathTest {
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final byte[] UPLOAD =
      ("{\"path\": \"x\", \"num_parts\": 1, \"upload_id\": \"u\", \"parts\": [{\"part_number\": 1,"
              + " \"etag\": \"e\"}]}")
          .getBytes(UTF_8);
  private static final String SEALED = "seals/" + "a".repeat(64) + "/files/model";

  @TempDir
  static Path folder;

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    Path store = Files.createDirectories(folder.resolve("outer/store"));
    Files.createDirectories(store.resolve(SEALED).getParent());
    Files.writeString(store.resolve(SEALED), "SECRET sealed");
    Files.writeString(folder.resolve("outer/secret"), "SECRET outside");
    Files.createDirectories(store.resolve("0/a"));
    server = TestServer.start(Map.of(Setting.ARTIFACTS, store.toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> targets() {
    Stream<String> encoded = Stream.concat(
        HostilePaths.sendable()
            .map(HostilePathTest::escaped)
            .flatMap(path -> Stream.of(path, path.replace("%2F", "/"))),
        HostilePaths.anywhere().map(path -> "0/" + escaped(path)));
    return Stream.concat(
            encoded,
            Stream.of(
                "../secret",
                "../../etc/passwd",
                "0/../../secret",
                "..%2fsecret",
                "%2e%2e/secret",
                "%2e%2e%2fsecret",
                "%252e%252e%252fsecret",
                "0/..;/..;/secret",
                "0/..%3b/secret",
                "..\\secret",
                "0\\..\\..\\secret",
                "//secret",
                "/etc/passwd",
                "%2fetc/passwd",
                "0/a%00",
                "0/a%0ab",
                "0/%ff%fe",
                "0/%c0%ae%c0%ae/secret",
                "0/%zz",
                "0/%",
                "0/a\u00ff",
                "0/a#b",
                "file:///etc/passwd",
                "file:%2f%2f%2fetc",
                ".tmp/../../secret",
                "0/../" + SEALED,
                SEALED + "/../model"))
        .distinct();
  }

  private static String escaped(String path) {
    return URLEncoder.encode(path, UTF_8).replace("+", "%20");
  }

  @ParameterizedTest
  @MethodSource("targets")
  void nothingOutsideIsReadOrWrittenAndNothingSealedIsChanged(String target) throws IOException {
    Map<String, String> before = everything();
    for (String method : new String[] {"PUT", "GET", "HEAD", "DELETE"}) {
      check(
          target,
          RawRequest.send(server.port(), method, FILES + "/" + target, "", "x".getBytes(UTF_8)),
          method);
    }
    String query = URLEncoder.encode(target, ISO_8859_1);
    check(
        target,
        RawRequest.send(server.port(), "GET", FILES + "?path=" + target, "", new byte[0]),
        "LIST");
    check(
        target,
        RawRequest.send(server.port(), "GET", FILES + "?path=" + query, "", new byte[0]),
        "LIST");
    for (String step : new String[] {"create", "complete", "abort"}) {
      String multipart = "/api/2.0/mlflow-artifacts/mpu/" + step + "/" + target;
      check(target, RawRequest.send(server.port(), "POST", multipart, "", new byte[0]), "POST");
      check(target, RawRequest.send(server.port(), "POST", multipart, JSON, UPLOAD), "POST");
    }
    String presigned = "/api/2.0/mlflow-artifacts/presigned/" + target;
    check(target, RawRequest.send(server.port(), "GET", presigned, "", new byte[0]), "PRESIGNED");
    String archive = FILES + "/" + target + "?archive=zip";
    check(target, RawRequest.send(server.port(), "GET", archive, "", new byte[0]), "GET");
    assertThat(everything()).isEqualTo(before);
  }

  /** Refused by the server or by the path; there are no presigned URLs of a folder, and a list of nothing is empty. */
  private static void check(String target, RawRequest.Answer answer, String method) {
    assertThat(answer.text()).doesNotContain("SECRET").doesNotContain("root:");
    if (method.equals("POST")) {
      assertThat(answer.status()).isIn(400, 403, 404, 405, 501);
    } else if (method.equals("PRESIGNED")) {
      assertThat(answer.status()).isIn(400, 404, 501);
    } else if (method.equals("LIST")) {
      assertThat(answer.status()).isIn(200, 400);
      assertThat(answer.text()).doesNotContain("passwd\"").doesNotContain("\"path\":\"secret\"");
    } else {
      assertThat(answer.status()).as(method + " " + target).isBetween(400, 499);
    }
    if (!method.equals("HEAD") && answer.status() != 200) {
      assertThat(answer.text()).startsWith("{\"error_code\":\"");
    }
  }

  private static Map<String, String> everything() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        files.put(
            folder.relativize(each).toString(),
            Files.isRegularFile(each) ? Files.readString(each) : "");
      }
    }
    return files;
  }
}
