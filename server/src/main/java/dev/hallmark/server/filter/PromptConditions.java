package dev.hallmark.server.filter;

import dev.hallmark.server.filter.Field.Kind;
import java.util.List;

/**
 * Handles conditions on the tag that marks prompts. They select models or prompts and do not require the tag to exist: MLflow's Python
 * client (3.17) adds {@code != 'true'} to every search of models.
 */
final class PromptConditions {
  private static final Field MARK = new Field(Kind.TAG, "mlflow.prompt.is_prompt");
  private static final List<Condition> SELECTING_PROMPTS = List.of(
      new Condition(MARK, Operator.EQUAL, new Operand.Text("true")),
      new Condition(MARK, Operator.NOT_EQUAL, new Operand.Text("false")));

  private PromptConditions() {}

  /** Removes these conditions and converts them to a {@link PromptScope}. */
  static Filter split(List<Condition> conditions) {
    boolean asked = conditions.stream().anyMatch(SELECTING_PROMPTS::contains);
    List<Condition> others =
        conditions.stream().filter(condition -> !condition.field().equals(MARK)).toList();
    return new Filter(others, asked ? PromptScope.PROMPTS : PromptScope.MODELS);
  }
}
