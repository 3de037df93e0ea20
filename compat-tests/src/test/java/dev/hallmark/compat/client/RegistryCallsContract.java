package dev.hallmark.compat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.ModelVersion;
import dev.hallmark.client.NewVersion;
import dev.hallmark.client.RegisteredModel;
import dev.hallmark.client.Search;
import dev.hallmark.client.Stage;
import dev.hallmark.client.VersionStatus;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What our client does with each of the 21 registry calls, on any server. */
abstract class RegistryCallsContract {
  private static final String SOURCE = "s3://elsewhere/m";

  /** A model of this test's own, with two versions. */
  private final String name = "ünd & " + UUID.randomUUID();

  abstract HallmarkClient client();

  @BeforeEach
  void register() {
    client().models().create(name, "all of it", Map.of("team", "a"));
    client().versions().create(NewVersion.of(name, SOURCE).tags(Map.of("k", "v")));
    client().versions().create(NewVersion.of(name, SOURCE).description("second"));
  }

  private void assertNoModel(String absent) {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client().models().get(absent))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404))
        .satisfies(e -> assertThat(e.isNotFound()).isTrue());
  }

  private String filter() {
    return "name = '" + name + "'";
  }

  @Test
  void createModel_answersIt_andRefusesItsNameASecondTime() {
    RegisteredModel made = client().models().create(name + " 2", "new", Map.of("k", "v"));
    assertThat(made.name()).isEqualTo(name + " 2");
    assertThat(made.description()).isEqualTo("new");
    assertThat(made.tags()).containsExactly(Map.entry("k", "v"));
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client().models().create(name))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400))
        .satisfies(e -> assertThat(e.code()).isEqualTo("RESOURCE_ALREADY_EXISTS"));
  }

  @Test
  void getModel_hasAllThatItWasGiven() {
    client().models().setAlias(name, "champion", 2);
    RegisteredModel model = client().models().get(name);
    assertThat(model.name()).isEqualTo(name);
    assertThat(model.description()).isEqualTo("all of it");
    assertThat(model.tags()).containsExactly(Map.entry("team", "a"));
    assertThat(model.aliases()).containsExactly(Map.entry("champion", 2));
    assertThat(model.latestVersions()).extracting(ModelVersion::version).containsExactly(2);
    assertThat(model.created()).isBeforeOrEqualTo(model.updated());
    assertNoModel("nobody's");
  }

  @Test
  void renameModel_takesItsVersionsAlong() {
    assertThat(client().models().rename(name, name + "'s heir").name()).isEqualTo(name + "'s heir");
    assertThat(client().versions().get(name + "'s heir", 2).name()).isEqualTo(name + "'s heir");
    assertNoModel(name);
  }

  @Test
  void updateModel_changesItsDescription() {
    assertThat(client().models().update(name, "other").description()).isEqualTo("other");
    assertThat(client().models().get(name).description()).isEqualTo("other");
  }

  @Test
  void deleteModel_takesItsVersionsAlong() {
    client().models().delete(name);
    assertNoModel(name);
    assertThat(client().versions().search(Search.where(filter()))).isEmpty();
  }

  @Test
  void searchModels_goesThroughPages() {
    for (int i = 0; i < 4; i++) {
      client().models().create(name + i);
    }
    Search search = Search.where("name LIKE '" + name + "%'").orderBy("name DESC");
    assertThat(client().models().search(search.pageSize(2)))
        .extracting(RegisteredModel::name)
        .containsExactly(name + 3, name + 2, name + 1, name + 0, name);
  }

  @Test
  void latestVersions_areTheHighestOfEachStage() {
    client().versions().transition(name, 1, Stage.STAGING, false);
    assertThat(client().models().latestVersions(name))
        .extracting(ModelVersion::version)
        .containsExactlyInAnyOrder(1, 2);
    assertThat(client().models().latestVersions(name, Stage.STAGING))
        .extracting(ModelVersion::version)
        .containsExactly(1);
  }

  @Test
  void setModelTag_addsItAndChangesIt() {
    client().models().setTag(name, "k", "1");
    client().models().setTag(name, "k", "2");
    assertThat(client().models().get(name).tags()).containsEntry("k", "2").hasSize(2);
  }

  @Test
  void deleteModelTag_removesIt_alsoWhereItIsNot() {
    client().models().deleteTag(name, "team");
    client().models().deleteTag(name, "team");
    assertThat(client().models().get(name).tags()).isEmpty();
  }

  @Test
  void setAlias_movesIt() {
    client().models().setAlias(name, "best", 1);
    client().models().setAlias(name, "best", 2);
    assertThat(client().models().get(name).aliases()).containsExactly(Map.entry("best", 2));
  }

  @Test
  void deleteAlias_removesIt() {
    client().models().setAlias(name, "best", 1);
    client().models().deleteAlias(name, "best");
    assertThat(client().models().get(name).aliases()).isEmpty();
  }

  @Test
  void getByAlias_answersTheVersion_orThatThereIsNone() {
    client().models().setAlias(name, "best", 2);
    assertThat(client().models().getByAlias(name, "best"))
        .isEqualTo(client().versions().get(name, 2));
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client().models().getByAlias(name, "worst"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("INVALID_PARAMETER_VALUE"));
  }

  @Test
  void createVersion_takesTheNextNumber() {
    ModelVersion third = client()
        .versions()
        .create(NewVersion.of(name, SOURCE).description("d").tags(Map.of("a", "b")));
    assertThat(third.version()).isEqualTo(3);
    assertThat(third.name()).isEqualTo(name);
    assertThat(third.description()).isEqualTo("d");
    assertThat(third.tags()).containsExactly(Map.entry("a", "b"));
  }

  @Test
  void getVersion_hasAllThatItWasGiven() {
    ModelVersion version = client().versions().get(name, 1);
    assertThat(version.version()).isEqualTo(1);
    assertThat(version.source()).isEqualTo(SOURCE);
    assertThat(version.stage()).isEqualTo(Stage.NONE);
    assertThat(version.status()).isEqualTo(VersionStatus.READY);
    assertThat(version.tags()).containsEntry("k", "v");
    assertThat(version.created()).isBeforeOrEqualTo(version.updated());
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> client().versions().get(name, 9))
        .satisfies(e -> assertThat(e.isNotFound()).isTrue());
  }

  @Test
  void updateVersion_changesItsDescription() {
    assertThat(client().versions().update(name, 1, "other").description()).isEqualTo("other");
    assertThat(client().versions().get(name, 1).description()).isEqualTo("other");
  }

  @Test
  void transitionVersion_archivesTheOthersWhereAsked() {
    client().versions().transition(name, 1, Stage.PRODUCTION, false);
    ModelVersion second = client().versions().transition(name, 2, Stage.PRODUCTION, true);
    assertThat(second.stage()).isEqualTo(Stage.PRODUCTION);
    assertThat(client().versions().get(name, 1).stage()).isEqualTo(Stage.ARCHIVED);
  }

  @Test
  void deleteVersion_leavesTheOthers() {
    client().versions().delete(name, 1);
    assertThat(client().versions().search(Search.where(filter())))
        .extracting(ModelVersion::version)
        .containsExactly(2);
  }

  @Test
  void searchVersions_goesThroughPages() {
    client().versions().create(NewVersion.of(name, SOURCE));
    Search search = Search.where(filter()).orderBy("version_number ASC").pageSize(2);
    assertThat(client().versions().search(search))
        .extracting(ModelVersion::version)
        .containsExactly(1, 2, 3);
  }

  @Test
  void downloadUri_ofAReference_isItsSource() {
    assertThat(client().versions().downloadUri(name, 1)).isEqualTo(SOURCE);
  }

  @Test
  void setVersionTag_addsItAndChangesIt() {
    client().versions().setTag(name, 2, "k", "1");
    client().versions().setTag(name, 2, "k", "2");
    assertThat(client().versions().get(name, 2).tags()).containsEntry("k", "2");
  }

  @Test
  void deleteVersionTag_removesIt() {
    client().versions().deleteTag(name, 1, "k");
    assertThat(client().versions().get(name, 1).tags()).doesNotContainKey("k");
  }
}
