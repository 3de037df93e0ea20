package dev.hallmark.server.api.mlflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server whose operator allows some sources only. */
class SourcePatternRoutesTest {
  @Test
  void create_isRefusedWithoutThePattern() {
    try (TestServer server = TestServer.start(Map.of(Setting.SOURCE_PATTERN, "^s3://ours/"))) {
      assertThat(post(server, "/registered-models/create", Map.of("name", "m")).statusCode())
          .isEqualTo(200);
      assertThat(version(server, "s3://ours/m").statusCode()).isEqualTo(200);
      Response refused = version(server, "s3://theirs/m");
      assertThat(refused.asString())
          .isEqualTo(
              "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Invalid model version source: 's3://theirs/m'.\"}");
      assertThat(refused.statusCode()).isEqualTo(400);
    }
  }

  private static Response version(TestServer server, String source) {
    return post(server, "/model-versions/create", Map.of("name", "m", "source", source));
  }

  private static Response post(TestServer server, String path, Map<String, String> body) {
    return RestAssured.given()
        .port(server.port())
        .basePath("/api/2.0/mlflow")
        .contentType(ContentType.JSON)
        .body(body)
        .post(path);
  }
}
