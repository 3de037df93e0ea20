package dev.hallmark.server.api.mlflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.server.api.mlflow.RegistryStateCase;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What goes along when a model is renamed or deleted, and what does not come back with its name. */
abstract class ModelLifeContract extends RegistryStateCase {
  private void model(String name) throws Exception {
    succeed(call("POST", "registered-models/create", "name", name));
    succeed(call("POST", "registered-models/set-tag", "name", name, "key", "team", "value", name));
  }

  private String version(String name) throws Exception {
    return ask(call("POST", "model-versions/create", "name", name, "source", "s3://bucket/" + name))
        .at("/model_version/version")
        .textValue();
  }

  private void tag(String name, String version) throws Exception {
    succeed(call("POST", "model-versions/set-tag", "name", name, "version", version, "key", "q"));
  }

  private void alias(String name, String alias, String version) throws Exception {
    succeed(
        call("POST", "registered-models/alias", "name", name, "alias", alias, "version", version));
  }

  private JsonNode get(String name) throws Exception {
    return ask(call("GET", "registered-models/get", "name", name)).get("registered_model");
  }

  private long id(String name) {
    return number("SELECT id FROM registered_model WHERE name = '" + name + "'");
  }

  private List<String> history(long model) {
    return rows(
        "SELECT * FROM audit WHERE object_kind = 'REGISTERED_MODEL' AND object_id = " + model);
  }

  private void assertRevisionsFromOne(long model) {
    assertThat(
            texts("SELECT revision FROM audit WHERE object_id = " + model + " ORDER BY revision"))
        .isEqualTo(LongStream.rangeClosed(1, history(model).size())
            .mapToObj(Long::toString)
            .toList());
  }

  @Test
  void renamedModel_keepsWhatItHasAndItsHistoryGoesOn() throws Exception {
    model("iris");
    version("iris");
    version("iris");
    tag("iris", "1");
    alias("iris", "champion", "1");
    long id = id("iris");
    List<String> before = history(id);

    succeed(call("POST", "registered-models/rename", "name", "iris", "new_name", "flowers"));
    alias("flowers", "champion", "2");

    JsonNode flowers = get("flowers");
    assertThat(flowers.at("/tags/0/value").textValue()).isEqualTo("iris");
    assertThat(flowers.at("/aliases/0").toString())
        .isEqualTo("{\"alias\":\"champion\",\"version\":\"2\"}");
    assertThat(flowers.at("/latest_versions/0/version").textValue()).isEqualTo("2");
    assertThat(ask(call("GET", "model-versions/get", "name", "flowers", "version", "1"))
            .at("/model_version/tags/0/key")
            .textValue())
        .isEqualTo("q");
    assertThat(version("flowers")).isEqualTo("3");
    assertThat(history(id)).containsAll(before).hasSize(before.size() + 3);
    assertRevisionsFromOne(id);
  }

  @Test
  void oldNameOfARenamedModel_isFreeForAnotherThatSharesNothingWithIt() throws Exception {
    model("iris");
    version("iris");
    alias("iris", "champion", "1");
    long first = id("iris");
    succeed(call("POST", "registered-models/rename", "name", "iris", "new_name", "flowers"));
    List<String> history = history(first);
    String flowers = get("flowers").toString();

    succeed(call("POST", "registered-models/create", "name", "iris"));
    version("iris");
    succeed(call("DELETE", "registered-models/delete", "name", "iris"));

    assertThat(get("flowers").toString()).isEqualTo(flowers);
    assertThat(history(first)).isEqualTo(history);
  }

  @Test
  void nameOfADeletedModel_isFreeForAnotherThatSharesNothingWithIt() throws Exception {
    model("iris");
    version("iris");
    version("iris");
    tag("iris", "1");
    alias("iris", "champion", "2");
    long first = id("iris");
    long firstVersions = number("SELECT max(id) FROM model_version");
    succeed(call("DELETE", "registered-models/delete", "name", "iris"));
    List<String> history = history(first);

    succeed(call("POST", "registered-models/create", "name", "iris"));

    assertThat(get("iris").toString()).doesNotContain("tags", "aliases", "latest_versions");
    assertThat(send(call("GET", "registered-models/alias", "name", "iris", "alias", "champion"))
            .statusCode())
        .isEqualTo(400);
    assertThat(send(call("GET", "model-versions/get", "name", "iris", "version", "1"))
            .statusCode())
        .isEqualTo(404);
    assertThat(version("iris")).isEqualTo("3");
    assertThat(ask(call("GET", "model-versions/get", "name", "iris", "version", "3"))
            .toString())
        .doesNotContain("tags", "aliases");
    assertThat(id("iris")).isGreaterThan(first);
    assertThat(number("SELECT min(id) FROM model_version")).isGreaterThan(firstVersions);
    assertThat(history(first)).isEqualTo(history);
    assertRevisionsFromOne(first);
    assertRevisionsFromOne(id("iris"));
    assertThat(history(id("iris"))).hasSize(2);
  }

  @Test
  void deletedVersion_takesItsAliasesAndLeavesItsStage() throws Exception {
    model("iris");
    version("iris");
    version("iris");
    for (String version : List.of("1", "2")) {
      succeed(call(
          "POST",
          "model-versions/transition-stage",
          "name",
          "iris",
          "version",
          version,
          "stage",
          "Production"));
    }
    alias("iris", "champion", "2");
    alias("iris", "also", "2");
    alias("iris", "before", "1");

    succeed(call("DELETE", "model-versions/delete", "name", "iris", "version", "2"));

    assertThat(get("iris").get("aliases").toString())
        .isEqualTo("[{\"alias\":\"before\",\"version\":\"1\"}]");
    assertThat(get("iris").at("/latest_versions/0/version").textValue()).isEqualTo("1");
    assertThat(number("""
        SELECT count(*) FROM model_alias a
        WHERE NOT EXISTS (SELECT 1 FROM model_version v WHERE v.model_id = a.model_id AND v.version = a.version)
        """)).isZero();
    assertThat(texts("SELECT details FROM audit WHERE operation = 'VersionDeleted'"))
        .singleElement()
        .satisfies(details -> assertThat(details).contains("\"aliases\":[\"also\",\"champion\"]"));
  }

  @Test
  void numberOfADeletedVersion_isNeverGivenAgain() throws Exception {
    model("iris");
    assertThat(version("iris")).isEqualTo("1");
    assertThat(version("iris")).isEqualTo("2");
    succeed(call("DELETE", "model-versions/delete", "name", "iris", "version", "2"));
    assertThat(version("iris")).isEqualTo("3");
    succeed(call("DELETE", "model-versions/delete", "name", "iris", "version", "1"));
    succeed(call("DELETE", "model-versions/delete", "name", "iris", "version", "3"));
    succeed(call("POST", "registered-models/rename", "name", "iris", "new_name", "flowers"));
    assertThat(version("flowers")).isEqualTo("4");
    assertThat(send(call("GET", "model-versions/get", "name", "flowers", "version", "3"))
            .statusCode())
        .isEqualTo(404);
  }
}
