package dev.hallmark.server.api.mlflow.artifacts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.TestServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110: conditional and partial uploads are refused, since they would replace the file; downloads have preconditions. */
class ConditionalRequestsTest {
  private static final String FILE = "/api/2.0/mlflow-artifacts/artifacts/0/conditional/file.txt";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    assertThat(call().body("old".getBytes()).put(FILE).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RequestSpecification call() {
    return given().port(server.port());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Range | bytes 0-1/10",
        "If-None-Match | *",
        "If-Match | \"other\"",
        "If-Unmodified-Since | Mon, 01 Jan 1990 00:00:00 GMT"
      })
  void conditionalUpload_isRefusedAndNamesTheHeader(String header, String value) {
    Response refusal = call().header(header, value).body("new".getBytes()).put(FILE);
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.<String>path("message"))
        .isEqualTo("Uploads with the header " + header + " ('" + value
            + "') are not supported. Nothing was stored.");
    assertThat(call().get(FILE).asString()).isEqualTo("old");
  }

  @Test
  void download_ofAnotherFileThanIsWantedFails() {
    String etag = call().get(FILE).header("ETag");
    for (String same : new String[] {etag, "*", "\"a\", " + etag}) {
      Response response = call().header("If-Match", same).get(FILE);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.asString()).isEqualTo("old");
    }
    for (String other : new String[] {"\"a\"", "W/" + etag, "a"}) {
      Response response = call().header("If-Match", other).get(FILE);
      assertThat(response.statusCode()).isEqualTo(412);
      assertThat(response.asString()).isEmpty();
    }
  }

  @Test
  void download_ofAFileModifiedSinceFails() {
    String longAgo = "Mon, 01 Jan 1990 00:00:00 GMT";
    assertThat(call().header("If-Unmodified-Since", longAgo).get(FILE).statusCode())
        .isEqualTo(412);
    String modified = call().get(FILE).header("Last-Modified");
    assertThat(call().header("If-Unmodified-Since", modified).get(FILE).statusCode())
        .isEqualTo(200);
  }

  @Test
  void lastModified_hasTwoDigitsForTheDay() throws Exception {
    Path file = server.folder().resolve("artifacts/0/conditional/day.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "text");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-01T05:06:07Z")));
    Response response = call().get(FILE.replace("file.txt", "day.txt"));
    assertThat(response.header("Last-Modified")).isEqualTo("Sun, 01 Mar 2026 05:06:07 GMT");
  }
}
