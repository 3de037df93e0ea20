package dev.hallmark.server.api.mlflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.RawHttp;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that clients of another tracking server reach under a name of its own. */
class PublicUrlTest {
  private static final String ADDRESS = "https://models.example.com:8443/mlflow";
  private static final String PROXY = ADDRESS + "/api/2.0/mlflow-artifacts/artifacts/";

  private static TestServer server;
  private static String run;
  private static String seal;

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of(Setting.PUBLIC_URL, ADDRESS + "/"));
    run = post("/runs/create", Map.of("experiment_id", "0")).path("run.info.run_id");
    http()
        .body("flavors")
        .put("/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/model/MLmodel")
        .then()
        .statusCode(200);
    post("/registered-models/create", Map.of("name", "iris"));
    version("mlflow-artifacts:/0/" + run + "/artifacts/model").then().statusCode(200);
    seal = downloadUri("1").substring(PROXY.length());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RequestSpecification http() {
    return RestAssured.given().port(server.port()).contentType(ContentType.JSON);
  }

  private static Response post(String path, Map<String, Object> body) {
    return http().body(body).post("/api/2.0/mlflow" + path);
  }

  private static Response version(String source) {
    return post("/model-versions/create", Map.of("name", "iris", "source", source, "run_id", run));
  }

  private static String downloadUri(String version) {
    return http()
        .get("/api/2.0/mlflow/model-versions/get-download-uri?name=iris&version=" + version)
        .path("artifact_uri");
  }

  @Test
  void downloadUri_ofASealIsAWholeAddress() {
    assertThat(downloadUri("1")).startsWith(PROXY + "seals/").endsWith("/files");
    assertThat(http()
            .get("/api/2.0/mlflow-artifacts/artifacts/" + seal + "/MLmodel")
            .asString())
        .isEqualTo("flavors");
    assertThat(http()
            .get("/model-versions/get-artifact?name=iris&version=1&path=MLmodel")
            .asString())
        .isEqualTo("flavors");
  }

  @Test
  void downloadUri_ofAReferenceStaysAsItWasGiven() {
    String number = version("s3://bucket/model").path("model_version.version");
    assertThat(downloadUri(number)).isEqualTo("s3://bucket/model");
  }

  @Test
  void source_thatNamesThisServerIsItsOwnPlace() {
    for (String place : new String[] {
      PROXY + seal,
      PROXY.replace("models.example", "Models.Example") + seal,
      "mlflow-artifacts://models.example.com:8443/" + seal
    }) {
      Response made = version(place);
      assertThat(made.statusCode()).as(made.asString()).isEqualTo(200);
      assertThat(made.<String>path("model_version.source")).isEqualTo("mlflow-artifacts:/" + seal);
      assertThat(downloadUri(made.path("model_version.version"))).isEqualTo(PROXY + seal);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://models.example.com/api/2.0/mlflow-artifacts/artifacts/",
        "http://models.example.com:8443/mlflow/api/2.0/mlflow-artifacts/artifacts/",
        "https://models.example.com:8443.evil.example/mlflow/api/2.0/mlflow-artifacts/artifacts/",
        "https://models.example.com:8443@evil.example/mlflow/api/2.0/mlflow-artifacts/artifacts/",
        "https://models.example.com:8443/mlflow/api/2.0/mlflow/",
        "mlflow-artifacts://evil.example/",
        "mlflow-artifacts://models.example.com/"
      })
  void source_thatNamesAnotherHostIsRefused(String prefix) {
    assertThat(version(prefix + seal).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "seals/..%2f", "%2e%2e/x", "0/other/artifacts", "seals"})
  void source_underThisAddressObeysTheRulesOfPaths(String path) {
    assertThat(version(PROXY + path).statusCode()).isEqualTo(400);
    assertThat(version("mlflow-artifacts://models.example.com:8443/" + path).statusCode())
        .isEqualTo(400);
  }

  @Test
  void host_ofTheAddressMayBeCalled() throws Exception {
    assertThat(get("models.example.com:8443")).startsWith("HTTP/1.1 200");
    assertThat(get("models.example.com")).startsWith("HTTP/1.1 200");
    assertThat(get("other.example.com")).startsWith("HTTP/1.1 403");
  }

  private static String get(String host) throws Exception {
    return RawHttp.send(server.port(), "GET /api/3.0/mlflow/server-info HTTP/1.1", "Host: " + host);
  }
}
