package dev.hallmark.server.registry;

import static dev.hallmark.server.error.ErrorKind.FORBIDDEN;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ModelEvent.AliasDeleted;
import dev.hallmark.server.events.ModelEvent.AliasSet;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.versions.AliasName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.Stage;
import dev.hallmark.server.testkit.TestCallers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class AliasContract extends RegistryContract {
  private static final AliasName CHAMPION = new AliasName("champion");

  @BeforeEach
  void twoVersions() {
    registry.model("iris");
    registry.version("iris");
    registry.version("iris");
  }

  private void set(int version) {
    registry.aliases.set(ANN, name("iris"), CHAMPION, version);
  }

  @Test
  void set_pointsAtTheVersionAndTellsTheSinks() {
    set(1);
    assertThat(registry.aliases.find(ANN, name("iris"), CHAMPION))
        .map(ModelVersion::version)
        .contains(1);
    assertThat(registry.last()).isInstanceOfSatisfying(AliasSet.class, event -> {
      assertThat(event.change().revision()).isEqualTo(4);
      assertThat(event.change().object().name()).isEqualTo("iris");
      assertThat(event.before()).isZero();
      assertThat(event.after()).isEqualTo(1);
    });
  }

  @Test
  void set_movesAnAliasThatPointsElsewhere() {
    set(1);
    set(2);
    assertThat(registry.aliases.find(ANN, name("iris"), CHAMPION))
        .map(ModelVersion::version)
        .contains(2);
    assertThat(registry.models.get(ANN, name("iris")).aliases())
        .containsExactly(new RegisteredModel.Alias("champion", 2));
    assertThat(((AliasSet) registry.last()).before()).isEqualTo(1);
  }

  @Test
  void set_countsAsAnUpdateOfNothing() {
    registry.clock.set(TestRegistry.START + 5_000);
    set(1);
    assertThat(registry.models.get(ANN, name("iris")).updatedAt()).isEqualTo(TestRegistry.START);
    assertThat(registry.versions.get(ANN, name("iris"), 1).updatedAt())
        .isEqualTo(TestRegistry.START);
  }

  @Test
  void set_refusesAVersionThatDoesNotExist() {
    registry.published.clear();
    assertRefused(() -> set(9), NOT_FOUND, Subject.MODEL_VERSION);
    assertThat(registry.published).isEmpty();
  }

  @Test
  void set_refusesAModelThatDoesNotExist() {
    assertRefused(
        () -> registry.aliases.set(ANN, name("nope"), CHAMPION, 1),
        NOT_FOUND,
        Subject.MODEL_VERSION);
  }

  @Test
  void set_leavesNothingWhenASinkThrows() {
    assertLeavesNothing(() -> set(1));
  }

  @Test
  void set_needsTheRightToEdit() {
    assertRefused(
        () -> registry.aliases.set(TestCallers.without(Permission.EDIT), name("iris"), CHAMPION, 1),
        FORBIDDEN,
        Subject.REQUEST);
  }

  @Test
  void delete_takesTheAliasAway() {
    set(2);
    registry.aliases.delete(ANN, name("iris"), CHAMPION);
    assertThat(registry.aliases.find(ANN, name("iris"), CHAMPION)).isEmpty();
    assertThat(((AliasDeleted) registry.last()).before()).isEqualTo(2);
  }

  @Test
  void delete_ofAnAbsentAliasChangesNothing() {
    registry.published.clear();
    registry.aliases.delete(ANN, name("iris"), CHAMPION);
    assertThat(registry.published).isEmpty();
  }

  @Test
  void delete_leavesNothingWhenASinkThrows() {
    set(1);
    assertLeavesNothing(() -> registry.aliases.delete(ANN, name("iris"), CHAMPION));
  }

  @Test
  void find_ofLatestIsTheHighestNumberWhateverItsStage() {
    registry.stages.transition(ANN, name("iris"), 2, Stage.ARCHIVED, false);
    assertThat(registry.aliases.find(ANN, name("iris"), new AliasName("LaTeSt")))
        .map(ModelVersion::version)
        .contains(2);
    registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 2);
    assertThat(registry.aliases.find(ANN, name("iris"), new AliasName("latest")))
        .map(ModelVersion::version)
        .contains(1);
  }

  @Test
  void find_ofLatestWithoutAVersionIsNotFound() {
    registry.model("empty");
    assertRefused(
        () -> registry.aliases.find(ANN, name("empty"), new AliasName("latest")),
        NOT_FOUND,
        Subject.ALIAS);
  }

  @Test
  void find_inAnUnknownModelIsNotFound() {
    assertRefused(
        () -> registry.aliases.find(ANN, name("nope"), CHAMPION),
        NOT_FOUND,
        Subject.REGISTERED_MODEL);
  }

  @Test
  void versions_showTheirAliasesInOrder() {
    set(1);
    registry.aliases.set(ANN, name("iris"), new AliasName("also"), 1);
    assertThat(registry.versions.get(ANN, name("iris"), 1).aliases())
        .containsExactly("also", "champion");
    assertThat(registry.versions.get(ANN, name("iris"), 2).aliases()).isEmpty();
  }
}
