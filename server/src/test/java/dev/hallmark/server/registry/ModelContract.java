package dev.hallmark.server.registry;

import static dev.hallmark.server.error.ErrorKind.ALREADY_EXISTS;
import static dev.hallmark.server.error.ErrorKind.FORBIDDEN;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.START;
import static dev.hallmark.server.registry.TestRegistry.name;
import static dev.hallmark.server.registry.TestRegistry.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ModelEvent.ModelCreated;
import dev.hallmark.server.events.ModelEvent.ModelDeleted;
import dev.hallmark.server.events.ModelEvent.ModelDescribed;
import dev.hallmark.server.events.ModelEvent.ModelRenamed;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.tags.NewTag;
import dev.hallmark.server.registry.tags.Tag;
import dev.hallmark.server.registry.versions.AliasName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.Stage;
import dev.hallmark.server.testkit.Pages;
import dev.hallmark.server.testkit.TestCallers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

abstract class ModelContract extends RegistryContract {
  private static final NewTag PROMPT = tag("mlflow.prompt.is_prompt", "True");

  private RegisteredModel iris() {
    return registry.models.get(ANN, name("iris"));
  }

  @Test
  void create_answersWhatGetAnswers() {
    RegisteredModel made = registry.models.create(
        ANN,
        Once.EACH_TIME,
        name("iris"),
        new Description("flowers"),
        List.of(tag("b", "2"), tag("a", "1")));
    assertThat(made)
        .isEqualTo(new RegisteredModel(
            made.id(),
            "iris",
            "flowers",
            "ann",
            START,
            START,
            List.of(new Tag("a", "1"), new Tag("b", "2")),
            List.of(),
            List.of()));
    assertThat(iris()).isEqualTo(made);
  }

  @Test
  void countUpTo_countsModelsOfTheWorkspace_andEndsThere() {
    registry.model("greeting", PROMPT);
    assertThat(registry.models.countUpTo(ANN, 3)).isZero();
    List.of("a", "b", "c", "d").forEach(registry::model);
    assertThat(registry.models.countUpTo(ANN, 5)).isEqualTo(4);
    assertThat(registry.models.countUpTo(ANN, 3)).isEqualTo(3);
    assertThat(registry.models.countUpTo(ANN.in("elsewhere"), 3)).isZero();
  }

  @Test
  void create_tellsTheSinks() {
    RegisteredModel made = registry.model("iris", tag("a", "1"));
    assertThat(registry.last()).isInstanceOfSatisfying(ModelCreated.class, event -> {
      assertThat(event.change().object().id()).isEqualTo(made.id());
      assertThat(event.change().revision()).isEqualTo(1);
      assertThat(event.change().at()).isEqualTo(START);
      assertThat(event.change().origin()).isEqualTo(ANN.origin());
      assertThat(event.tags()).isEqualTo(Map.of("a", "1"));
    });
  }

  @Test
  void create_takesTheLastOfTwoTagsWithOneKey() {
    registry.model("iris", tag("a", "1"), tag("a", "2"));
    assertThat(iris().tags()).containsExactly(new Tag("a", "2"));
  }

  @Test
  void create_refusesATakenNameAndSaysWhoHasIt() {
    registry.model("iris");
    registry.model("greeting", PROMPT);
    assertTaken(() -> registry.model("iris"), Subject.REGISTERED_MODEL, Reason.PLAIN);
    assertTaken(() -> registry.model("greeting", PROMPT), Subject.PROMPT, Reason.PLAIN);
    assertTaken(() -> registry.model("iris", PROMPT), Subject.PROMPT, Reason.TAKEN_BY_OTHER_KIND);
    assertTaken(
        () -> registry.model("greeting"), Subject.REGISTERED_MODEL, Reason.TAKEN_BY_OTHER_KIND);
    assertThat(registry.published).hasSize(2);
  }

  private static void assertTaken(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Subject subject, Reason reason) {
    assertThatThrownBy(call)
        .extracting("kind", "subject", "reason")
        .containsExactly(ALREADY_EXISTS, subject, reason);
  }

  @Test
  void create_leavesNothingWhenASinkThrows() {
    assertLeavesNothing(() -> registry.model("iris", tag("a", "1")));
  }

  @Test
  void create_needsTheRightToRegister() {
    assertRefused(
        () -> registry.models.create(
            TestCallers.without(Permission.REGISTER),
            Once.EACH_TIME,
            name("iris"),
            new Description(""),
            List.of()),
        FORBIDDEN,
        Subject.REQUEST);
  }

  @Test
  void names_differByCase() {
    registry.model("iris");
    registry.model("Iris");
    assertThat(registry.models.get(ANN, name("Iris")).id()).isNotEqualTo(iris().id());
  }

  @Test
  void get_carriesTheHighestVersionOfEachStage() {
    registry.model("iris");
    for (int i = 0; i < 4; i++) {
      registry.version("iris");
    }
    registry.stages.transition(ANN, name("iris"), 1, Stage.PRODUCTION, false);
    registry.stages.transition(ANN, name("iris"), 2, Stage.PRODUCTION, false);
    registry.aliases.set(ANN, name("iris"), new AliasName("champion"), 2);
    assertThat(iris().latestVersions())
        .extracting(ModelVersion::version, ModelVersion::stage, ModelVersion::aliases)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(4, Stage.NONE, List.of()),
            org.assertj.core.groups.Tuple.tuple(2, Stage.PRODUCTION, List.of("champion")));
  }

  @Test
  void get_ofAnUnknownModelIsNotFound() {
    assertRefused(
        () -> registry.models.get(ANN, name("nope")), NOT_FOUND, Subject.REGISTERED_MODEL);
  }

  @Test
  void rename_takesEverythingAlongAndUpdatesEveryVersion() {
    registry.model("iris", tag("a", "1"));
    registry.version("iris");
    registry.aliases.set(ANN, name("iris"), new AliasName("champion"), 1);
    registry.clock.set(START + 5_000);
    RegisteredModel renamed =
        registry.models.rename(ANN, Once.EACH_TIME, name("iris"), name("flowers"));

    assertThat(renamed).isEqualTo(registry.models.get(ANN, name("flowers")));
    assertThat(renamed.updatedAt()).isEqualTo(START + 5_000);
    assertThat(renamed.tags()).containsExactly(new Tag("a", "1"));
    ModelVersion version = registry.versions.get(ANN, name("flowers"), 1);
    assertThat(version.updatedAt()).isEqualTo(START + 5_000);
    assertThat(version.aliases()).containsExactly("champion");
    assertRefused(this::iris, NOT_FOUND, Subject.REGISTERED_MODEL);
    assertThat(registry.last()).isInstanceOfSatisfying(ModelRenamed.class, event -> {
      assertThat(event.before()).isEqualTo("iris");
      assertThat(event.after()).isEqualTo("flowers");
    });
  }

  @Test
  void search_findsByAPieceOfTheNameThatTheModelHasNow() {
    registry.model("fraud-detection");
    assertThat(found("name LIKE '%detect%'")).containsExactly("fraud-detection");
    registry.model("Detector");
    registry.models.rename(ANN, Once.EACH_TIME, name("fraud-detection"), name("fraud-scores"));
    assertThat(found("name ILIKE '%detect%'")).containsExactly("Detector");
    assertThat(found("name LIKE '%score%'")).containsExactly("fraud-scores");
    registry.models.rename(ANN, Once.EACH_TIME, name("fraud-scores"), name("fraud-detection"));
    assertThat(found("name ILIKE '%detect%'")).containsExactly("Detector", "fraud-detection");
    registry.models.delete(ANN, Once.EACH_TIME, name("fraud-detection"));
    assertThat(found("name ILIKE '%detect%'")).containsExactly("Detector");
    registry.model("fraud-detection");
    assertThat(found("name ILIKE '%detect%'")).containsExactly("Detector", "fraud-detection");
  }

  @Test
  void search_doesNotFindByAPieceWhatCameToNothing() {
    registry.model("iris");
    registry.breakSink();
    assertThatThrownBy(() -> registry.model("fraud-detection"));
    assertThatThrownBy(
        () -> registry.models.rename(ANN, Once.EACH_TIME, name("iris"), name("detector")));
    assertThat(found("name LIKE '%detect%'")).isEmpty();
    assertThat(found("name LIKE '%ris%'")).containsExactly("iris");
  }

  private List<String> found(String filter) {
    return Pages.of(registry.models.search(
            ANN,
            Grammar.REGISTERED_MODELS.filter(filter),
            Grammar.REGISTERED_MODELS.order(List.of()),
            10,
            ""))
        .items()
        .stream()
        .map(RegisteredModel::name)
        .toList();
  }

  @Test
  void rename_toTheSameNameIsAllowed() {
    registry.model("iris");
    assertThat(registry
            .models
            .rename(ANN, Once.EACH_TIME, name("iris"), name("iris"))
            .name())
        .isEqualTo("iris");
  }

  @Test
  void rename_toATakenNameIsRefused() {
    registry.model("iris");
    registry.model("flowers");
    assertTaken(
        () -> registry.models.rename(ANN, Once.EACH_TIME, name("iris"), name("flowers")),
        Subject.REGISTERED_MODEL,
        Reason.PLAIN);
    assertThat(iris().name()).isEqualTo("iris");
  }

  @Test
  void rename_leavesNothingWhenASinkThrows() {
    registry.model("iris");
    registry.version("iris");
    registry.clock.set(START + 5_000);
    assertLeavesNothing(
        () -> registry.models.rename(ANN, Once.EACH_TIME, name("iris"), name("flowers")));
  }

  @Test
  void describe_changesTheDescriptionAndTheTime() {
    registry.model("iris");
    registry.clock.set(START + 5_000);
    RegisteredModel described =
        registry.models.describe(ANN, name("iris"), new Description("flowers"));
    assertThat(described.description()).isEqualTo("flowers");
    assertThat(described.updatedAt()).isEqualTo(START + 5_000);
    assertThat(((ModelDescribed) registry.last()).after()).isEqualTo("flowers");
  }

  @Test
  void describe_leavesNothingWhenASinkThrows() {
    registry.model("iris");
    assertLeavesNothing(
        () -> registry.models.describe(ANN, name("iris"), new Description("flowers")));
  }

  @Test
  void delete_takesEverythingAway() {
    String empty = registry.rows();
    registry.model("iris", tag("a", "1"));
    registry.version("iris", tag("b", "2"));
    registry.version("iris");
    registry.aliases.set(ANN, name("iris"), new AliasName("champion"), 1);
    registry.runner.runDue();
    registry.models.delete(ANN, Once.EACH_TIME, name("iris"));
    registry.runner.runDue();
    assertThat(registry.rows()).isEqualTo(empty);
    assertThat(((ModelDeleted) registry.last()).versions()).containsExactly(1, 2);
    assertThat(folder.resolve("versions")).isEmptyDirectory();
  }

  @Test
  void delete_ofAnUnknownModelIsNotFound() {
    assertRefused(
        () -> registry.models.delete(ANN, Once.EACH_TIME, name("nope")),
        NOT_FOUND,
        Subject.REGISTERED_MODEL);
  }

  @Test
  void delete_leavesNothingWhenASinkThrows() {
    registry.model("iris", tag("a", "1"));
    registry.version("iris", tag("b", "2"));
    assertLeavesNothing(() -> registry.models.delete(ANN, Once.EACH_TIME, name("iris")));
  }

  @Test
  void modelMadeAgainUnderTheName_isAnotherOneAndItsNumbersGoOn() {
    RegisteredModel first = registry.model("iris");
    registry.version("iris");
    registry.models.delete(ANN, Once.EACH_TIME, name("iris"));
    RegisteredModel second = registry.model("iris");
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(registry.version("iris").version()).isEqualTo(2);
  }

  @Test
  void timesOfAHistory_neverGoBack() {
    registry.model("iris");
    registry.clock.set(START - 60_000);
    registry.models.describe(ANN, name("iris"), new Description("flowers"));
    assertThat(registry.last().change().at()).isEqualTo(START);
    assertThat(registry.last().change().revision()).isEqualTo(2);
    assertThat(iris().updatedAt()).isEqualTo(START);
  }
}
