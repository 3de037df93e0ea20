package dev.hallmark.server.registry;

import static dev.hallmark.server.error.ErrorKind.CONFLICT;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.START;
import static dev.hallmark.server.registry.TestRegistry.name;
import static dev.hallmark.server.registry.TestRegistry.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ModelEvent.ModelTagDeleted;
import dev.hallmark.server.events.ModelEvent.ModelTagSet;
import dev.hallmark.server.events.VersionEvent.VersionTagDeleted;
import dev.hallmark.server.events.VersionEvent.VersionTagSet;
import dev.hallmark.server.registry.tags.NewTag;
import dev.hallmark.server.registry.tags.Tag;
import dev.hallmark.server.registry.tags.TagKey;
import dev.hallmark.server.registry.versions.ModelVersion;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class TagContract extends RegistryContract {
  private static final TagKey Q = new TagKey("q");
  private static final NewTag PROMPT = tag("mlflow.prompt.is_prompt", "true");

  @BeforeEach
  void aVersion() {
    registry.model("iris", tag("q", "raw"));
    registry.version("iris", tag("q", "raw"));
  }

  private RegisteredModel model() {
    return registry.models.get(ANN, name("iris"));
  }

  private ModelVersion version() {
    return registry.versions.get(ANN, name("iris"), 1);
  }

  @Test
  void ofAModel_areSetAndReplaced() {
    registry.modelTags.set(ANN, name("iris"), tag("q", "ok"));
    assertThat(((ModelTagSet) registry.last()).before()).isEqualTo("raw");
    registry.modelTags.set(ANN, name("iris"), tag("new", ""));
    assertThat(model().tags()).containsExactly(new Tag("new", ""), new Tag("q", "ok"));
  }

  /** The search goes by the order here, and so by what the model's row says of its tags. */
  @ParameterizedTest
  @ValueSource(strings = {"tags.q = 'ok'", "tags.q = 'ok' AND tags.new = ''"})
  void ofAModel_areFoundAsTheyAreNow(String filter) {
    for (String each : List.of("a", "b", "c", "d")) {
      registry.model(each, tag("q", "ok"), tag("new", ""));
    }
    assertThat(registry.walk(filter)).containsExactly("a", "b", "c", "d");
    registry.modelTags.set(ANN, name("iris"), tag("q", "ok"));
    registry.modelTags.set(ANN, name("iris"), tag("new", ""));
    assertThat(registry.walk(filter)).containsExactly("a", "b", "c", "d", "iris");
    registry.modelTags.delete(ANN, name("a"), Q);
    registry.modelTags.set(ANN, name("b"), tag("q", "raw"));
    registry.modelTags.set(ANN, name("c"), tag("more", "x"));
    assertThat(registry.walk(filter)).containsExactly("c", "d", "iris");
  }

  @Test
  void ofAModel_areDeletedAndAnAbsentOneIsNoChange() {
    registry.modelTags.delete(ANN, name("iris"), Q);
    assertThat(model().tags()).isEmpty();
    assertThat(((ModelTagDeleted) registry.last()).before()).isEqualTo("raw");
    registry.published.clear();
    registry.modelTags.delete(ANN, name("iris"), Q);
    assertThat(registry.published).isEmpty();
  }

  @Test
  void ofAnUnknownModel_areRefused() {
    assertRefused(
        () -> registry.modelTags.set(ANN, name("nope"), tag("q", "ok")),
        NOT_FOUND,
        Subject.REGISTERED_MODEL);
    assertRefused(
        () -> registry.modelTags.delete(ANN, name("nope"), Q), NOT_FOUND, Subject.REGISTERED_MODEL);
  }

  @Test
  void ofAVersion_areSetAndReplaced() {
    registry.versionTags.set(ANN, name("iris"), 1, tag("q", "ok"));
    assertThat(((VersionTagSet) registry.last()).before()).isEqualTo("raw");
    registry.versionTags.set(ANN, name("iris"), 1, tag("new", "1"));
    assertThat(version().tags()).containsExactly(new Tag("new", "1"), new Tag("q", "ok"));
  }

  @Test
  void ofAVersion_areDeletedAndAnAbsentOneIsNoChange() {
    registry.versionTags.delete(ANN, name("iris"), 1, Q);
    assertThat(version().tags()).isEmpty();
    assertThat(((VersionTagDeleted) registry.last()).before()).isEqualTo("raw");
    registry.published.clear();
    registry.versionTags.delete(ANN, name("iris"), 1, Q);
    assertThat(registry.published).isEmpty();
  }

  @Test
  void ofAnUnknownVersion_areRefused() {
    assertRefused(
        () -> registry.versionTags.set(ANN, name("iris"), 9, tag("q", "ok")),
        NOT_FOUND,
        Subject.MODEL_VERSION);
    assertRefused(
        () -> registry.versionTags.delete(ANN, name("iris"), 9, Q),
        NOT_FOUND,
        Subject.MODEL_VERSION);
  }

  @Test
  void noTag_countsAsAnUpdate() {
    registry.clock.set(START + 5_000);
    registry.modelTags.set(ANN, name("iris"), tag("q", "ok"));
    registry.versionTags.set(ANN, name("iris"), 1, tag("q", "ok"));
    registry.modelTags.delete(ANN, name("iris"), Q);
    registry.versionTags.delete(ANN, name("iris"), 1, Q);
    assertThat(model().updatedAt()).isEqualTo(START);
    assertThat(version().updatedAt()).isEqualTo(START);
    assertThat(registry.last().change().revision()).isEqualTo(6);
  }

  @Test
  void setOfAModelTag_leavesNothingWhenASinkThrows() {
    assertLeavesNothing(() -> registry.modelTags.set(ANN, name("iris"), tag("q", "ok")));
  }

  @Test
  void deleteOfAModelTag_leavesNothingWhenASinkThrows() {
    assertLeavesNothing(() -> registry.modelTags.delete(ANN, name("iris"), Q));
  }

  @Test
  void setOfAVersionTag_leavesNothingWhenASinkThrows() {
    assertLeavesNothing(() -> registry.versionTags.set(ANN, name("iris"), 1, tag("new", "1")));
  }

  @Test
  void deleteOfAVersionTag_leavesNothingWhenASinkThrows() {
    assertLeavesNothing(() -> registry.versionTags.delete(ANN, name("iris"), 1, Q));
  }

  @Test
  void longValue_isKeptWhole() {
    String value = "é".repeat(99) + "😀".repeat(20_000);
    registry.modelTags.set(ANN, name("iris"), tag("q", value));
    assertThat(model().tags()).containsExactly(new Tag("q", value));
  }

  @Test
  void promptMark_movesTheModelBetweenModelsAndPrompts() {
    assertThat(isPrompt()).isFalse();
    registry.modelTags.set(ANN, name("iris"), PROMPT);
    assertThat(isPrompt()).isTrue();
    registry.modelTags.set(ANN, name("iris"), tag("mlflow.prompt.is_prompt", "no"));
    assertThat(isPrompt()).isFalse();
    registry.modelTags.set(ANN, name("iris"), PROMPT);
    registry.modelTags.delete(ANN, name("iris"), PROMPT.key());
    assertThat(isPrompt()).isFalse();
  }

  private boolean isPrompt() {
    return registry
        .database
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("SELECT is_prompt FROM registered_model")
            .mapTo(Boolean.class)
            .one());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlflow.prompt.text",
        "mlflow.prompt.is_prompt",
        "_mlflow_prompt_type",
        "_mlflow_prompt_response_format",
        "_mlflow_prompt_model_config"
      })
  void contentsOfARegisteredPrompt_neverChange(String key) {
    registry.model("greeting", PROMPT);
    registry.version(
        "greeting",
        "dummy-source",
        "",
        "",
        PROMPT,
        tag("mlflow.prompt.text", "Hello {{name}}"),
        tag("_mlflow_prompt_type", "text"));
    assertRefused(
        () -> registry.versionTags.set(ANN, name("greeting"), 1, tag(key, "changed")),
        CONFLICT,
        Subject.VERSION_TAG);
    registry.versionTags.set(ANN, name("greeting"), 1, PROMPT);
    registry.versionTags.set(ANN, name("greeting"), 1, tag("reviewed", "yes"));
    assertThat(registry.versions.get(ANN, name("greeting"), 1).tags())
        .containsExactly(
            new Tag("_mlflow_prompt_type", "text"),
            new Tag("mlflow.prompt.is_prompt", "true"),
            new Tag("mlflow.prompt.text", "Hello {{name}}"),
            new Tag("reviewed", "yes"));
  }

  @Test
  void contentsOfARegisteredPrompt_cannotBeDeleted() {
    registry.model("greeting", PROMPT);
    registry.version(
        "greeting", "dummy-source", "", "", PROMPT, tag("mlflow.prompt.text", "Hello"));
    assertRefused(
        () ->
            registry.versionTags.delete(ANN, name("greeting"), 1, new TagKey("mlflow.prompt.text")),
        CONFLICT,
        Subject.VERSION_TAG);
  }
}
