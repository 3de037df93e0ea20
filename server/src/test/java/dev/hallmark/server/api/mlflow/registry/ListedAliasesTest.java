package dev.hallmark.server.api.mlflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.TestServer;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which results with a version carry its aliases, as measured on MLflow's server 3.17.2, and with the setting that adds them. */
class ListedAliasesTest {
  private static final String API = "/api/2.0/mlflow";

  @Test
  void versionsInLists_haveNoAliases() {
    try (TestServer server = TestServer.start()) {
      assertAliases(server, null);
    }
  }

  @Test
  void versionsInLists_haveAliasesWithTheSetting() {
    try (TestServer server = TestServer.start(Map.of(Setting.SEARCH_ALIASES, "true"))) {
      assertAliases(server, List.of("also", "champion"));
    }
  }

  private static void assertAliases(TestServer server, List<String> listed) {
    post(server, "/registered-models/create", Map.of("name", "m"));
    post(server, "/model-versions/create", Map.of("name", "m", "source", "s3://bucket/m"));
    for (String alias : List.of("champion", "also")) {
      post(server, "/registered-models/alias", Map.of("name", "m", "alias", alias, "version", "1"));
    }
    List<String> both = List.of("also", "champion");
    Map<String, String> version = Map.of("name", "m", "version", "1");
    assertThat(get(server, "/model-versions/get?name=m&version=1", "model_version.aliases"))
        .isEqualTo(both);
    assertThat(get(server, "/registered-models/alias?name=m&alias=also", "model_version.aliases"))
        .isEqualTo(both);
    assertThat(get(
            server, "/registered-models/get-latest-versions?name=m", "model_versions[0].aliases"))
        .isEqualTo(both);
    assertThat(http(server)
            .body(Map.of("name", "m", "version", "1", "stage", "Staging"))
            .post("/model-versions/transition-stage")
            .jsonPath()
            .<List<String>>get("model_version.aliases"))
        .isEqualTo(both);
    assertThat(http(server)
            .body(version)
            .patch("/model-versions/update")
            .jsonPath()
            .<List<String>>get("model_version.aliases"))
        .isEqualTo(both);

    assertThat(get(server, "/model-versions/search", "model_versions[0].aliases"))
        .isEqualTo(listed);
    JsonPath model = http(server).get("/registered-models/get?name=m").jsonPath();
    JsonPath found = http(server).get("/registered-models/search").jsonPath();
    JsonPath described = http(server)
        .body(Map.of("name", "m"))
        .patch("/registered-models/update")
        .jsonPath();
    assertLatest(model, "registered_model", listed);
    assertLatest(found, "registered_models[0]", listed);
    assertLatest(described, "registered_model", listed);
  }

  /** The model's own list of aliases is there in any case. */
  private static void assertLatest(JsonPath answer, String model, List<String> listed) {
    assertThat(answer.<List<String>>get(model + ".latest_versions[0].aliases")).isEqualTo(listed);
    assertThat(answer.<List<String>>get(model + ".aliases.alias"))
        .containsExactly("also", "champion");
  }

  private static List<String> get(TestServer server, String path, String aliases) {
    return http(server).get(path).jsonPath().get(aliases);
  }

  private static void post(TestServer server, String path, Map<String, String> body) {
    assertThat(http(server).body(body).post(path).statusCode()).isEqualTo(200);
  }

  private static RequestSpecification http(TestServer server) {
    return RestAssured.given().port(server.port()).basePath(API).contentType(ContentType.JSON);
  }
}
