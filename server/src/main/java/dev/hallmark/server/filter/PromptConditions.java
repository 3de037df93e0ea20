package dev.hallmark.server.filter;

import dev.hallmark.server.filter.Field.Kind;
import java.util.List;

/**
 * A condition on the tag that marks prompts says which kind of rows is meant and never that the tag must be there: the
 * SDK adds {@code != 'true'} to every search of models (3.17).
 */
final class PromptConditions {
  private static final Field MARK = new Field(Kind.TAG, "mlflow.prompt.is_prompt");
  private static final List<Condition> ASKING = List.of(
      new Condition(MARK, Operator.EQUAL, new Operand.Text("true")),
      new Condition(MARK, Operator.NOT_EQUAL, new Operand.Text("false")));

  private PromptConditions() {}

  /** Takes those conditions out and says what they meant. */
  static Filter split(List<Condition> conditions) {
    boolean asked = conditions.stream().anyMatch(ASKING::contains);
    List<Condition> others =
        conditions.stream().filter(condition -> !condition.field().equals(MARK)).toList();
    return new Filter(others, asked ? PromptScope.PROMPTS : PromptScope.MODELS);
  }
}
