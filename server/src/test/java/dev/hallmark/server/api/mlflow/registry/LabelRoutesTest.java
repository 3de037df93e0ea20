package dev.hallmark.server.api.mlflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Aliases, stages and tags. */
class LabelRoutesTest extends RegistryApiCase {
  private static void alias(String model, String alias, String version) {
    assertEmpty(
        post("/registered-models/alias", body("name", model, "alias", alias, "version", version)));
  }

  private static Response getAlias(String model, String alias) {
    return get("/registered-models/alias", "name", model, "alias", alias);
  }

  private static Response transition(String model, Object... fields) {
    Map<String, Object> call = body(fields);
    call.put("name", model);
    return post("/model-versions/transition-stage", call);
  }

  @Test
  void alias_answersTheVersionItPointsAt() {
    model("al");
    version("al");
    version("al");
    alias("al", "champion", "1");
    alias("al", "Größe_2-x", "1");
    assertAnswer(getAlias("al", "champion"), getVersion("al", "1").asString());
    assertThat(getAlias("al", "champion").jsonPath().getList("model_version.aliases"))
        .containsExactly("Größe_2-x", "champion");
    alias("al", "champion", "2");
    assertAnswer(getAlias("al", "champion"), getVersion("al", "2").asString());
    assertAnswer(getAlias("al", "LATEST"), getVersion("al", "2").asString());
    assertEmpty(delete("/registered-models/alias", body("name", "al", "alias", "champion")));
    assertEmpty(delete("/registered-models/alias", body("name", "al", "alias", "champion")));
  }

  @Test
  void absentAlias_is400AndTheRestIs404() {
    model("none");
    assertInvalid(getAlias("none", "champion"), "Registered model alias champion not found.");
    assertRefused(
        getAlias("none", "latest"), 404, NOT_FOUND, "Latest version not found for model none.");
    assertNoModel(getAlias("no", "champion"), "no");
    assertNoVersion(
        post("/registered-models/alias", body("name", "none", "alias", "a", "version", "3")),
        "none",
        "3");
    assertNoVersion(
        post("/registered-models/alias", body("name", "no", "alias", "a", "version", "3")),
        "no",
        "3");
    assertNoModel(delete("/registered-models/alias", body("name", "no", "alias", "a")), "no");
  }

  @Test
  void aliases_areRefusedInMlflowsWords() {
    model("bad");
    version("bad");
    assertAlias(
        "bad alias",
        "Invalid alias name: 'bad alias'. Names may only contain alphanumerics, underscores (_), and"
            + " dashes (-).");
    assertAlias("Latest", "'latest' alias name (case insensitive) is reserved.");
    assertAlias("v1", "Version alias name 'v1' is reserved.");
    assertAlias("V22", "Version alias name 'V22' is reserved.");
    assertAlias(
        "x".repeat(256),
        "'Registered model alias name' exceeds the maximum length of 255 characters");
    alias("bad", "v1x", "1");
    assertInvalid(
        getAlias("bad", "a@b"),
        "Invalid alias name: 'a@b'. Names may only contain alphanumerics, underscores (_), and"
            + " dashes (-).");
  }

  @Test
  void reservedAlias_mayBeAskedForAndDeletedThoughNobodyHasIt() {
    model("res");
    version("res");
    assertInvalid(getAlias("res", "v1"), "Registered model alias v1 not found.");
    for (String reserved : List.of("v1", "latest")) {
      assertEmpty(delete("/registered-models/alias", body("name", "res", "alias", reserved)));
    }
    assertAnswer(getAlias("res", "latest"), getVersion("res", "1").asString());
  }

  private static void assertAlias(String alias, String message) {
    assertInvalid(
        post("/registered-models/alias", body("name", "bad", "alias", alias, "version", "1")),
        message);
  }

  @Test
  void transition_takesAStageInAnyCase() {
    model("st");
    version("st");
    version("st");
    transition("st", "version", "1", "stage", "production");
    Response moved =
        transition("st", "version", "2", "stage", "PRODUCTION", "archive_existing_versions", true);
    assertThat(moved.jsonPath().getString("model_version.current_stage")).isEqualTo("Production");
    assertAnswer(getVersion("st", "2"), moved.asString());
    assertThat(getVersion("st", "1").jsonPath().getString("model_version.current_stage"))
        .isEqualTo("Archived");
  }

  @Test
  void stages_areRefusedInMlflowsWords() {
    model("badst");
    version("badst");
    assertInvalid(
        transition("badst", "version", "1", "stage", "Prod"),
        "Invalid Model Version stage: Prod. Value must be one of None, Staging, Production, Archived.");
    assertInvalid(
        transition("badst", "version", "1", "stage", "none", "archive_existing_versions", true),
        "Model version transition cannot archive existing model versions because 'None' is not an"
            + " Active stage. Valid stages are ['Staging', 'Production']");
    assertNoVersion(transition("badst", "version", "7", "stage", "Staging"), "badst", "7");
    assertNoVersion(transition("no", "version", "7", "stage", "Staging"), "no", "7");
  }

  @Test
  void latestVersions_areAskedForByBothMethods() {
    model("lat");
    version("lat");
    version("lat");
    transition("lat", "version", "1", "stage", "Staging");
    Response all = post("/registered-models/get-latest-versions", Map.of("name", "lat"));
    assertThat(all.jsonPath().getList("model_versions.version")).containsExactly("2", "1");
    assertAnswer(get("/registered-models/get-latest-versions", "name", "lat"), all.asString());
    Response some = post(
        "/registered-models/get-latest-versions",
        body("name", "lat", "stages", List.of("staging", "Production")));
    assertThat(some.jsonPath().getList("model_versions.version")).containsExactly("1");
    assertAnswer(
        http()
            .queryParam("name", "lat")
            .queryParam("stages", "staging", "Production")
            .get("/registered-models/get-latest-versions"),
        some.asString());
    assertNoModel(post("/registered-models/get-latest-versions", Map.of("name", "no")), "no");
    assertInvalid(
        post("/registered-models/get-latest-versions", body("name", "lat", "stages", List.of("x"))),
        "Invalid Model Version stage: x. Value must be one of None, Staging, Production, Archived.");
  }

  @Test
  void modelTags_areSetAndDeleted() {
    model("tags");
    assertEmpty(post("/registered-models/set-tag", body("name", "tags", "key", "k", "value", "1")));
    assertEmpty(post("/registered-models/set-tag", body("name", "tags", "key", "e")));
    assertThat(getModel("tags").jsonPath().getList("registered_model.tags"))
        .isEqualTo(List.of(entry("e", ""), entry("k", "1")));
    assertEmpty(delete("/registered-models/delete-tag", body("name", "tags", "key", "k")));
    assertEmpty(delete("/registered-models/delete-tag", body("name", "tags", "key", "k")));
    assertNoModel(post("/registered-models/set-tag", body("name", "no", "key", "k")), "no");
    assertNoModel(delete("/registered-models/delete-tag", body("name", "no", "key", "k")), "no");
    assertInvalid(
        delete("/registered-models/delete-tag", body("name", "tags", "key", "a//b")),
        "Invalid value \"a//b\" for parameter 'key' supplied: Names may be treated as files in"
            + " certain cases, and must not resolve to other names when treated as such. This name"
            + " would resolve to 'a/b'");
  }

  @Test
  void versionTags_areSetAndDeleted() {
    model("vtags");
    version("vtags");
    assertEmpty(post(
        "/model-versions/set-tag",
        body("name", "vtags", "version", "1", "key", "k", "value", "1")));
    assertThat(getVersion("vtags", "1").jsonPath().getList("model_version.tags"))
        .isEqualTo(entries("k", "1"));
    assertEmpty(
        delete("/model-versions/delete-tag", body("name", "vtags", "version", "1", "key", "k")));
    assertEmpty(
        delete("/model-versions/delete-tag", body("name", "vtags", "version", "1", "key", "k")));
    assertNoVersion(
        post("/model-versions/set-tag", body("name", "vtags", "version", "2", "key", "k")),
        "vtags",
        "2");
    assertNoVersion(
        delete("/model-versions/delete-tag", body("name", "vtags", "version", "2", "key", "k")),
        "vtags",
        "2");
    assertNoVersion(
        post("/model-versions/set-tag", body("name", "no", "version", "2", "key", "k")), "no", "2");
  }
}
