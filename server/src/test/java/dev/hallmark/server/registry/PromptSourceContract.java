package dev.hallmark.server.registry;

import static dev.hallmark.server.error.ErrorKind.INVALID_ARGUMENT;
import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static dev.hallmark.server.registry.TestRegistry.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.tags.NewTag;
import dev.hallmark.server.registry.versions.ModelVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The source of a prompt's version is a placeholder: its contents lie in tags. */
abstract class PromptSourceContract extends RegistryContract {
  private static final NewTag PROMPT = tag("mlflow.prompt.is_prompt", "true");

  @Test
  void promptVersion_isSealedByItsContents() {
    registry.model("greeting", PROMPT);
    NewTag text = tag("mlflow.prompt.text", "Hello");
    ModelVersion one = registry.version("greeting", "dummy-source", "", "", PROMPT, text);
    ModelVersion same = registry.version(
        "greeting", "prompt-template", "", "", PROMPT, text, tag("mlflow.note", "x"));
    ModelVersion other = registry.version(
        "greeting", "dummy-source", "", "", PROMPT, tag("mlflow.prompt.text", "Hi"));
    assertThat(one.source().digest().orElseThrow())
        .hasSize(64)
        .isEqualTo(same.source().digest().orElseThrow())
        .isNotEqualTo(other.source().digest().orElseThrow());
    assertThat(registry.versions.downloadUri(ANN, name("greeting"), 1)).isEqualTo("dummy-source");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "http://host/x",
        "s3://bucket/x",
        "dummy-source ",
        "mlflow-artifacts:/1/run1/artifacts"
      })
  void promptVersion_takesNothingButAPlaceholder(String source) {
    registry.model("greeting", PROMPT);
    assertRefused(
        () -> registry.version("greeting", source, "run1", "", PROMPT),
        INVALID_ARGUMENT,
        Subject.PROMPT);
  }

  @Test
  void prompt_isNoSourceOfAVersion() {
    registry.model("greeting", PROMPT);
    registry.version("greeting", "dummy-source", "", "", PROMPT);
    registry.model("iris");
    assertRefused(
        () -> registry.version("iris", "models:/greeting/1", "", ""),
        INVALID_ARGUMENT,
        Subject.SOURCE);
  }
}
