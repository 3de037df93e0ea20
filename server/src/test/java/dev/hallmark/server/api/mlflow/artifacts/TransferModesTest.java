package dev.hallmark.server.api.mlflow.artifacts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.TestServer;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server with artifacts on S3 offers in each mode of transfer. */
class TransferModesTest {
  private static final String PROXY = "/api/2.0/mlflow-artifacts";
  private static final String FILE = PROXY + "/artifacts/0/run/a.txt";
  private static final String CREATE = "{\"path\": \"a\", \"num_parts\": 1}";

  private static RequestSpecification call(TestServer server) {
    return given().port(server.port()).contentType(ContentType.JSON);
  }

  private static void assertRefused(Response response, int status, String code, String message) {
    assertThat(response.asString())
        .isEqualTo("{\"error_code\":\"" + code + "\",\"message\":\"" + message + "\"}");
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"proxy, false, false", "both, true, false", "presigned, true, true"})
  void serverInfo_tellsTheMode(String mode, boolean direct, boolean only) {
    try (TestServer server = TestServer.start(TransferRequestsOnS3Test.onS3(mode))) {
      JsonPath info = call(server).get("/api/3.0/mlflow/server-info").jsonPath();
      for (String field : new String[] {
        "multipart_uploads_enabled",
        "multipart_downloads_enabled",
        "presigned_upload_run_id_supported",
        "presigned_upload_model_id_supported",
        "model_artifact_presigned_downloads_supported"
      }) {
        assertThat(info.getBoolean(field)).as(field).isEqualTo(direct);
      }
      assertThat(info.getBoolean("artifacts_presigned_only")).isEqualTo(only);
      assertThat(info.getBoolean("artifact_serving_enabled")).isTrue();
    }
  }

  @Test
  void proxy_givesNoUrls() {
    try (TestServer server = TestServer.start(TransferRequestsOnS3Test.onS3("proxy"))) {
      assertThat(call(server).body("x").put(FILE).statusCode()).isEqualTo(200);
      String suffix = " is not supported for the current artifact repository";
      assertRefused(
          call(server).get(PROXY + "/presigned/0/run/a.txt"),
          501,
          "NOT_IMPLEMENTED",
          "Presigned download" + suffix);
      assertRefused(
          call(server).body(CREATE).post(PROXY + "/mpu/create/0/run"),
          501,
          "NOT_IMPLEMENTED",
          "Multipart upload" + suffix);
    }
  }

  @Test
  void presigned_refusesFilesThroughTheProxyOnly() {
    try (TestServer server = TestServer.start(TransferRequestsOnS3Test.onS3("presigned"))) {
      String prefix = "This server transfers artifacts with presigned URLs only, and accepts no ";
      String suffix =
          " through itself. Upgrade your MLflow client to a version that supports this.";
      assertRefused(
          call(server).body("x").put(FILE),
          409,
          "RESOURCE_CONFLICT",
          prefix + "upload" + suffix
              + " With MLflow 3.17, setting MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE=0 is enough.");
      assertRefused(call(server).get(FILE), 409, "RESOURCE_CONFLICT", prefix + "download" + suffix);
      assertThat(call(server).body("x").put(PROXY + "/artifacts/seals/x").statusCode())
          .isEqualTo(403);
      assertThat(call(server).get(PROXY + "/artifacts").asString()).isEqualTo("{}");
      assertThat(call(server).delete(FILE).statusCode()).isEqualTo(200);
      String run = call(server)
          .body("{\"experiment_id\": \"0\"}")
          .post("/api/2.0/mlflow/runs/create")
          .path("run.info.run_id");
      Response upload = given()
          .port(server.port())
          .body("text")
          .post("/ajax-api/2.0/mlflow/upload-artifact?path=a&run_uuid=" + run);
      assertThat(upload.statusCode()).isEqualTo(200);
      assertThat(call(server).get("/get-artifact?path=a&run_id=" + run).asString())
          .isEqualTo("text");
    }
  }
}
