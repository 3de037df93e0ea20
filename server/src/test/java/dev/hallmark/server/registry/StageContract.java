package dev.hallmark.server.registry;

import static dev.hallmark.server.error.ErrorKind.INVALID_ARGUMENT;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.START;
import static dev.hallmark.server.registry.TestRegistry.name;
import static dev.hallmark.server.registry.versions.Stage.ARCHIVED;
import static dev.hallmark.server.registry.versions.Stage.NONE;
import static dev.hallmark.server.registry.versions.Stage.PRODUCTION;
import static dev.hallmark.server.registry.versions.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.VersionEvent.VersionTransitioned;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

abstract class StageContract extends RegistryContract {
  @BeforeEach
  void threeVersions() {
    registry.model("iris");
    for (int i = 0; i < 3; i++) {
      registry.version("iris");
    }
  }

  private ModelVersion move(int version, Stage to, boolean archiveOthers) {
    return registry.stages.transition(ANN, name("iris"), version, to, archiveOthers);
  }

  private Stage stage(int version) {
    return registry.versions.get(ANN, name("iris"), version).stage();
  }

  private List<Integer> latest(Set<Stage> stages) {
    return registry.stages.latest(ANN, name("iris"), stages).stream()
        .map(ModelVersion::version)
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void transition_reachesEveryStageAndUpdatesVersionAndModel(Stage stage) {
    registry.clock.set(START + 5_000);
    ModelVersion moved = move(1, stage, false);
    assertThat(moved.stage()).isEqualTo(stage);
    assertThat(moved.updatedAt()).isEqualTo(START + 5_000);
    assertThat(registry.versions.get(ANN, name("iris"), 1)).isEqualTo(moved);
    assertThat(registry.models.get(ANN, name("iris")).updatedAt()).isEqualTo(START + 5_000);
  }

  @Test
  void transition_archivesEveryOtherVersionOfThatStageAtTheSameInstant() {
    move(1, PRODUCTION, false);
    move(2, STAGING, false);
    registry.clock.set(START + 5_000);
    move(3, PRODUCTION, true);
    assertThat(List.of(stage(1), stage(2), stage(3)))
        .containsExactly(ARCHIVED, STAGING, PRODUCTION);
    assertThat(registry.versions.get(ANN, name("iris"), 1).updatedAt()).isEqualTo(START + 5_000);
    assertThat(registry.versions.get(ANN, name("iris"), 2).updatedAt()).isEqualTo(START);
    assertThat(registry.last()).isInstanceOfSatisfying(VersionTransitioned.class, event -> {
      assertThat(event.before()).isEqualTo("None");
      assertThat(event.after()).isEqualTo("Production");
      assertThat(event.archived()).containsExactly(1);
    });
  }

  @Test
  void transition_toItsOwnStageArchivesTheOthersAndNotItself() {
    move(1, PRODUCTION, false);
    move(2, PRODUCTION, false);
    move(2, PRODUCTION, true);
    assertThat(stage(1)).isEqualTo(ARCHIVED);
    assertThat(stage(2)).isEqualTo(PRODUCTION);
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "ARCHIVED"})
  void transition_archivesOthersOnlyForAStageInUse(Stage stage) {
    assertRefused(() -> move(1, stage, true), INVALID_ARGUMENT, Subject.STAGE);
  }

  @Test
  void transition_ofAnUnknownVersionIsNotFound() {
    assertRefused(() -> move(9, STAGING, false), NOT_FOUND, Subject.MODEL_VERSION);
  }

  @Test
  void transition_leavesNothingWhenASinkThrows() {
    move(1, PRODUCTION, false);
    assertLeavesNothing(() -> move(2, PRODUCTION, true));
  }

  @Test
  void latest_isTheHighestVersionOfEachStageAskedFor() {
    move(1, STAGING, false);
    assertThat(latest(EnumSet.allOf(Stage.class))).containsExactly(3, 1);
    assertThat(latest(EnumSet.of(STAGING, PRODUCTION))).containsExactly(1);
    assertThat(latest(EnumSet.of(NONE))).containsExactly(3);
  }

  @Test
  void latest_ofAnUnknownModelIsNotFound() {
    assertRefused(
        () -> registry.stages.latest(ANN, name("nope"), EnumSet.allOf(Stage.class)),
        NOT_FOUND,
        Subject.REGISTERED_MODEL);
  }
}
