package dev.hallmark.compat.javaclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.compat.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.ModelVersionStatus;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.tracking.ModelVersionsPage;

/**
 * What the client reads of the registry, and the raw calls with which its users do the rest. Where the source of a version is
 * elsewhere, the server only notes it.
 */
class RegistryCallsTest extends JavaClientCase {
  /** A model with this many versions. */
  private static void model(String name, int versions) throws IOException {
    post("registered-models/create", "name", name, "description", "About " + name);
    for (int i = 1; i <= versions; i++) {
      post("model-versions/create", "name", name, "source", "s3://bucket/" + name + "/" + i);
    }
  }

  private static void transition(String name, String version, String stage) throws IOException {
    post("model-versions/transition-stage", "name", name, "version", version, "stage", stage);
  }

  @Test
  void getRegisteredModel_hasItsVersionsTagsAndAliases() throws IOException {
    model("fraud", 2);
    post("registered-models/set-tag", "name", "fraud", "key", "team", "value", "risk");
    post("registered-models/alias", "name", "fraud", "alias", "champion", "version", "2");
    RegisteredModel model = client.getRegisteredModel("fraud");
    assertThat(model.getName()).isEqualTo("fraud");
    assertThat(model.getDescription()).isEqualTo("About fraud");
    assertThat(model.getCreationTimestamp()).isPositive();
    assertThat(model.getTags(0).getKey()).isEqualTo("team");
    assertThat(model.getAliases(0).getAlias()).isEqualTo("champion");
    assertThat(model.getAliases(0).getVersion()).isEqualTo("2");
    assertThat(model.getLatestVersionsList())
        .extracting(ModelVersion::getVersion)
        .containsExactly("2");
  }

  @Test
  void getRegisteredModel_refusesAnUnknownName() {
    assertRefused(() -> client.getRegisteredModel("nowhere"), 404, "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void getModelVersion_hasAllItsFields() throws IOException {
    model("scored", 1);
    String run = client.createRun().getRunId();
    post(
        "model-versions/create",
        "name",
        "scored",
        "source",
        "s3://bucket/b",
        "run_id",
        run,
        "run_link",
        "https://runs.example/b",
        "description",
        "with more rows");
    post("model-versions/set-tag", "name", "scored", "version", "2", "key", "q", "value", "ok");
    post("registered-models/alias", "name", "scored", "alias", "best", "version", "2");
    ModelVersion version = client.getModelVersion("scored", "2");
    assertThat(version.getName()).isEqualTo("scored");
    assertThat(version.getSource()).isEqualTo("s3://bucket/b");
    assertThat(version.getRunId()).isEqualTo(run);
    assertThat(version.getRunLink()).isEqualTo("https://runs.example/b");
    assertThat(version.getDescription()).isEqualTo("with more rows");
    assertThat(version.getStatus()).isEqualTo(ModelVersionStatus.READY);
    assertThat(version.getCurrentStage()).isEqualTo("None");
    assertThat(version.getTags(0).getValue()).isEqualTo("ok");
    assertThat(version.getAliasesList()).containsExactly("best");
  }

  @Test
  void getModelVersion_refusesAnUnknownNumber() throws IOException {
    model("short", 1);
    assertRefused(() -> client.getModelVersion("short", "2"), 404, "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void getLatestVersions_hasOneOfEachStage() throws IOException {
    model("staged", 4);
    transition("staged", "1", "Production");
    transition("staged", "2", "Production");
    transition("staged", "3", "Staging");
    assertThat(client.getLatestVersions("staged"))
        .extracting(ModelVersion::getVersion)
        .containsExactlyInAnyOrder("2", "3", "4");
    assertThat(client.getLatestVersions("staged", List.of("Production", "Staging")))
        .extracting(ModelVersion::getCurrentStage)
        .containsExactlyInAnyOrder("Production", "Staging");
    assertThat(client.getLatestVersions("staged", List.of("Archived"))).isEmpty();
  }

  @Test
  void getModelVersionDownloadUri_isWhereAReferencePoints() throws IOException {
    model("elsewhere", 1);
    assertThat(client.getModelVersionDownloadUri("elsewhere", "1"))
        .isEqualTo("s3://bucket/elsewhere/1");
  }

  /** MLflow's own server has no such field, and the client does not mind it. */
  @Test
  void getModelVersion_ignoresTheDigest() throws IOException {
    String run = client.createRun().getRunId();
    String file = "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/m/MLmodel";
    try (Wire wire = new Wire(URI.create(uri()).getPort())) {
      wire.put(file, "flavors:".getBytes(StandardCharsets.UTF_8)).orFail();
    }
    post("registered-models/create", "name", "digested");
    JsonNode made = post(
        "model-versions/create",
        "name",
        "digested",
        "source",
        "runs:/" + run + "/m",
        "run_id",
        run);
    assertThat(made.at("/model_version/digest").asText()).matches("sha256:[0-9a-f]{64}");
    ModelVersion version = client.getModelVersion("digested", "1");
    assertThat(version.getName()).isEqualTo("digested");
    assertThat(version.getRunId()).isEqualTo(run);
    assertThat(client.getLatestVersions("digested")).containsExactly(version);
    assertThat(client.searchModelVersions("name='digested'").getItems()).containsExactly(version);
    assertThat(client.getRegisteredModel("digested").getLatestVersionsList())
        .containsExactly(version);
  }

  @Test
  void names_mayHoldWhatUrlsEscape() throws IOException {
    model("müde & fraud? 100%", 1);
    assertThat(client.getRegisteredModel("müde & fraud? 100%").getLatestVersionsCount())
        .isEqualTo(1);
    assertThat(client.getModelVersion("müde & fraud? 100%", "1").getVersion()).isEqualTo("1");
  }

  @Test
  void searchModelVersions_findsAllOrThoseOfAFilter() throws IOException {
    model("found", 2);
    assertThat(client.searchModelVersions().getItems())
        .extracting(ModelVersion::getName)
        .contains("found");
    assertThat(numbers(client.searchModelVersions("name='found'")))
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void searchModelVersions_goesFromPageToPage() throws IOException {
    model("paged", 3);
    List<String> oldestFirst = List.of("version_number ASC");
    ModelVersionsPage first = client.searchModelVersions("name='paged'", 2, oldestFirst);
    assertThat(first.getPageSize()).isEqualTo(2);
    assertThat(first.hasNextPage()).isTrue();
    assertThat(numbers(first)).containsExactly("1", "2");
    String token = first.getNextPageToken().orElseThrow();
    assertThat(first.getNextPage().getItems())
        .extracting(ModelVersion::getVersion)
        .containsExactly("3");
    ModelVersionsPage second = client.searchModelVersions("name='paged'", 2, oldestFirst, token);
    assertThat(numbers(second)).containsExactly("3");
    assertThat(second.getNextPage().getItems()).isEmpty();
  }

  @Test
  void rawCalls_reachTheRestOfTheRegistry() throws IOException {
    model("raw", 1);
    JsonNode renamed = post("registered-models/rename", "name", "raw", "new_name", "rare");
    assertThat(renamed.at("/registered_model/name").textValue()).isEqualTo("rare");
    JsonNode described = JSON.readTree(client.sendPatch(
        "model-versions/update", json("name", "rare", "version", "1", "description", "new")));
    assertThat(described.at("/model_version/description").textValue()).isEqualTo("new");
    JsonNode read = JSON.readTree(client.sendGet("model-versions/get?name=rare&version=1"));
    assertThat(read).isEqualTo(described);
  }

  private static List<String> numbers(ModelVersionsPage page) {
    return page.getItems().stream().map(ModelVersion::getVersion).toList();
  }
}
