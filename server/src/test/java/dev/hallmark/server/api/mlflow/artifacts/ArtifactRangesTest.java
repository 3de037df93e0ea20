package dev.hallmark.server.api.mlflow.artifacts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.TestServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactRangesTest {
  private static final String FILE = "/api/2.0/mlflow-artifacts/artifacts/0/digits.txt";
  private static final String EMPTY = "/api/2.0/mlflow-artifacts/artifacts/0/empty.txt";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    call().body("0123456789").put(FILE).then().statusCode(200);
    call().body(new byte[0]).put(EMPTY).then().statusCode(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RequestSpecification call() {
    return given().port(server.port());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,0-0",
    "bytes=2-4,234,2-4",
    "bytes=7-,789,7-9",
    "bytes=-3,789,7-9",
    "bytes=-99,0123456789,0-9",
    "bytes=8-1000,89,8-9",
    "BYTES=1-1,1,1-1"
  })
  void range_answersThePart(String range, String part, String told) {
    Response answer = call().header("Range", range).get(FILE);
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.asString()).isEqualTo(part);
    assertThat(answer.header("Content-Range")).isEqualTo("bytes " + told + "/10");
    assertThat(answer.header("Content-Length")).isEqualTo("" + part.length());
    assertThat(answer.header("Repr-Digest")).startsWith("sha-256=:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=999999999999999999-"})
  void range_beyondTheEndIs416(String range) {
    Response answer = call().header("Range", range).get(FILE);
    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.header("Content-Range")).isEqualTo("bytes */10");
    assertThat(answer.asString())
        .isEqualTo("{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Invalid range: '"
            + range + "'. The file has 10 bytes.\"}");
    Response head = call().header("Range", range).head(FILE);
    assertThat(head.statusCode()).isEqualTo(416);
    assertThat(head.header("Content-Range")).isEqualTo("bytes */10");
    assertThat(head.asByteArray()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=4-2",
        "bytes=a-b",
        "bytes=-",
        "lines=1-2",
        "bytes=0-1,3-4",
        "bytes=99999999999999999999-"
      })
  void range_thatIsNoSingleRangeAnswersTheWhole(String range) {
    Response answer = call().header("Range", range).get(FILE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString()).isEqualTo("0123456789");
    assertThat(answer.header("Content-Range")).isNull();
  }

  @Test
  void range_ofAnEmptyFile() {
    assertThat(call().header("Range", "bytes=0-").get(EMPTY).statusCode()).isEqualTo(416);
    assertThat(call().get(EMPTY).statusCode()).isEqualTo(200);
    assertThat(call().get(EMPTY).header("Content-Length")).isEqualTo("0");
  }

  @Test
  void ifRange_answersThePartOfTheSameFileOnly() {
    Response whole = call().get(FILE);
    String etag = whole.header("ETag");
    RequestSpecification part = call().header("Range", "bytes=2-4");
    assertThat(part.header("If-Range", etag).get(FILE).statusCode()).isEqualTo(206);

    for (String other : new String[] {"\"other\"", "W/" + etag, whole.header("Last-Modified")}) {
      Response answer =
          call().header("Range", "bytes=2-4").header("If-Range", other).get(FILE);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.asString()).isEqualTo("0123456789");
    }
  }

  @Test
  void ifNoneMatch_is304ForTheSameFile() {
    String etag = call().get(FILE).header("ETag");
    for (String known : new String[] {etag, "W/" + etag, "\"other\", " + etag, "*"}) {
      Response answer = call().header("If-None-Match", known).get(FILE);
      assertThat(answer.statusCode()).isEqualTo(304);
      assertThat(answer.header("ETag")).isEqualTo(etag);
      assertThat(answer.asByteArray()).isEmpty();
    }
    assertThat(call().header("If-None-Match", "\"other\"").get(FILE).statusCode())
        .isEqualTo(200);
  }

  @Test
  void ifModifiedSince_is304WhenItWasNot() {
    String modified = call().get(FILE).header("Last-Modified");
    assertThat(call().header("If-Modified-Since", modified).get(FILE).statusCode())
        .isEqualTo(304);
    for (String date : new String[] {"Sat, 01 Jan 2000 00:00:00 GMT", "yesterday"}) {
      assertThat(call().header("If-Modified-Since", date).get(FILE).statusCode())
          .isEqualTo(200);
    }
    Response both = call()
        .header("If-Modified-Since", modified)
        .header("If-None-Match", "\"other\"")
        .get(FILE);
    assertThat(both.statusCode()).isEqualTo(200);
  }
}
