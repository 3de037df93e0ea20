package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.ModelVersion;
import dev.hallmark.client.NewVersion;
import dev.hallmark.client.RegisteredModel;
import dev.hallmark.client.Search;
import dev.hallmark.client.Stage;
import dev.hallmark.client.VersionStatus;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Java client's 21 registry calls against the server it is made for. */
class HallmarkClientTest extends HallmarkClientCase {
  private static final String NAME = "sp ace&ü";

  @BeforeAll
  static void register() {
    client.models().create(NAME, "all of them", Map.of("team", "a"));
    client
        .versions()
        .create(
            NewVersion.of(NAME, "s3://elsewhere/m").description("first").tags(Map.of("k", "v")));
    client.models().setAlias(NAME, "champion", 1);
  }

  /** A model of its own, with two versions. */
  private static String model(String name) {
    client.models().create(name);
    client.versions().create(NewVersion.of(name, "s3://elsewhere/1"));
    client.versions().create(NewVersion.of(name, "s3://elsewhere/2"));
    return name;
  }

  private static void assertAbsent(Runnable call) {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.status()).isEqualTo(404))
        .satisfies(e -> assertThat(e.isNotFound()).isTrue())
        .satisfies(e -> assertThat(e.requestId()).isNotEmpty());
  }

  @Test
  void model_isFoundWithAllThatItHas() {
    RegisteredModel model = client.models().get(NAME);
    assertThat(model.name()).isEqualTo(NAME);
    assertThat(model.description()).isEqualTo("all of them");
    assertThat(model.tags()).containsExactly(Map.entry("team", "a"));
    assertThat(model.aliases()).containsExactly(Map.entry("champion", 1));
    assertThat(model.latestVersions()).hasSize(1);
    assertThat(model.created()).isBeforeOrEqualTo(model.updated());
  }

  @Test
  void version_isFoundByItsNumberAndByItsAlias() {
    ModelVersion version = client.versions().get(NAME, 1);
    assertThat(version.name()).isEqualTo(NAME);
    assertThat(version.version()).isEqualTo(1);
    assertThat(version.source()).isEqualTo("s3://elsewhere/m");
    assertThat(version.description()).isEqualTo("first");
    assertThat(version.stage()).isEqualTo(Stage.NONE);
    assertThat(version.status()).isEqualTo(VersionStatus.READY);
    assertThat(version.tags()).containsEntry("k", "v");
    assertThat(version.aliases()).containsExactly("champion");
    assertThat(client.models().getByAlias(NAME, "champion")).isEqualTo(version);
    assertThat(client.versions().downloadUri(NAME, 1)).isEqualTo("s3://elsewhere/m");
  }

  @Test
  void nameThatIsTaken_isRefusedByItsCode() {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client.models().create(NAME))
        .satisfies(e -> assertThat(e.code()).isEqualTo("RESOURCE_ALREADY_EXISTS"));
  }

  @Test
  void model_isRenamedDescribedAndDeleted() {
    String name = model("before");
    assertThat(client.models().rename(name, "after").name()).isEqualTo("after");
    assertThat(client.models().update("after", "new").description()).isEqualTo("new");
    client.models().delete("after");
    assertAbsent(() -> client.models().get("after"));
    assertAbsent(() -> client.models().get("before"));
  }

  @Test
  void tagsAndAliases_areSetMovedAndRemoved() {
    String name = model("labelled");
    client.models().setTag(name, "k", "1");
    client.versions().setTag(name, 2, "k", "2");
    client.models().setAlias(name, "best", 1);
    client.models().setAlias(name, "best", 2);
    assertThat(client.models().get(name).tags()).containsExactly(Map.entry("k", "1"));
    assertThat(client.models().getByAlias(name, "best").tags())
        .containsExactly(Map.entry("k", "2"));
    client.models().deleteTag(name, "k");
    client.versions().deleteTag(name, 2, "k");
    client.models().deleteAlias(name, "best");
    assertThat(client.models().get(name).tags()).isEmpty();
    assertThat(client.versions().get(name, 2).tags()).isEmpty();
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client.models().getByAlias(name, "best"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("INVALID_PARAMETER_VALUE"));
  }

  @Test
  void version_goesThroughStages_isDescribedAndDeleted() {
    String name = model("staged");
    client.versions().transition(name, 1, Stage.PRODUCTION, false);
    ModelVersion second = client.versions().transition(name, 2, Stage.PRODUCTION, true);
    assertThat(second.stage()).isEqualTo(Stage.PRODUCTION);
    assertThat(client.models().latestVersions(name, Stage.PRODUCTION, Stage.ARCHIVED))
        .extracting(ModelVersion::version)
        .containsExactlyInAnyOrder(2, 1);
    assertThat(client.versions().update(name, 2, "new").description()).isEqualTo("new");
    client.versions().delete(name, 2);
    assertAbsent(() -> client.versions().get(name, 2));
    assertThat(client.models().latestVersions(name)).hasSize(1);
  }

  @Test
  void searches_goThroughPages() {
    for (int i = 0; i < 5; i++) {
      model("many" + i);
    }
    assertThat(client
            .models()
            .search(Search.where("name LIKE 'many%'").orderBy("name DESC").pageSize(2)))
        .extracting(RegisteredModel::name)
        .containsExactly("many4", "many3", "many2", "many1", "many0");
    Search versions =
        Search.where("name LIKE 'many%'").orderBy("name", "version_number").pageSize(3);
    assertThat(client.versions().search(versions)).hasSize(10);
  }

  @Test
  void runningServer_isHealthy_andNamesItsMlflowVersion() {
    assertThat(client.isHealthy()).isTrue();
    assertThat(client.mlflowVersion()).isEqualTo("3.17.2");
    assertThat(client.hallmarkVersion()).hasValue("unpackaged");
  }
}
