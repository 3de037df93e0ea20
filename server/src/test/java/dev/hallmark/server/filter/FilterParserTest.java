package dev.hallmark.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What filters mean. A condition is shown as kind:key operator operand. */
class FilterParserTest {
  private static final Map<String, Grammar> GRAMMARS = Map.of(
      "models", Grammar.REGISTERED_MODELS,
      "versions", Grammar.MODEL_VERSIONS,
      "experiments", Grammar.EXPERIMENTS,
      "runs", Grammar.RUNS,
      "logged", Grammar.LOGGED_MODELS);

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      models      | name = 'iris'                          | attribute:name = iris
      models      | attribute.name != "iris"               | attribute:name != iris
      models      | name = "it's"                          | attribute:name = it's
      models      | name LIKE '%x_' and name ilike 'A%'    | attribute:name LIKE %x_; attribute:name ILIKE A%
      models      | name IN ('a', "b" ,'c')                | attribute:name IN [a, b, c]
      models      | name IN ('a',)                         | attribute:name IN [a]
      models      | name not  in ('a')                     | attribute:name NOT IN [a]
      models      | tags.k='v'AND tag.k != ''              | tag:k = v; tag:k != (empty)
      models      | name = 'a' AND                         | attribute:name = a
      models      | tags.`my key` = 'and'                  | tag:my key = and
      models      | tag."a'b" = 'x'                        | tag:a'b = x
      models      | tags.mlflow.source.name = 'x'          | tag:mlflow.source.name = x
      models      | tag.and = 'x'                          | tag:and = x
      models      | tag.größe = 'x'                        | tag:größe = x
      versions    | version_number >= 3                    | attribute:version_number >= 3
      versions    | version_number = '10'                  | attribute:version_number = 10
      versions    | source_path like 's3://%'              | attribute:source_path LIKE s3://%
      versions    | run_id IN ('a')                        | attribute:run_id IN [a]
      experiments | creation_time > 1.5                    | attribute:creation_time > 1.5
      experiments | tags.k IS NULL AND tags.j is not null  | tag:k IS NULL; tag:j IS NOT NULL
      experiments | experiment_id NOT IN ('1','2')         | attribute:experiment_id NOT IN [1, 2]
      experiments | attribute.name like 'a%'               | attribute:name LIKE a%
      runs        | metrics.acc>-1                         | metric:acc > -1
      runs        | metric."m/1" <= 1e-3                   | metric:m/1 <= 0.001
      runs        | metrics.a = 9223372036854775808        | metric:a = 9.223372036854776E18
      runs        | metrics.a < 1e999                      | metric:a < Infinity
      runs        | parameters.lr='0.1' AND params.x IS NULL | param:lr = 0.1; param:x IS NULL
      runs        | attr.`Run Name` = 'x'                  | attribute:run_name = x
      runs        | "run name" = 'x'                       | attribute:run_name = x
      runs        | run.status = 'FINISHED'                | attribute:status = FINISHED
      runs        | created > 5                            | attribute:start_time > 5
      runs        | dataset.context IN ('train','eval')    | dataset:context IN [train, eval]
      logged      | status = 2                             | attribute:status = 2
      logged      | status = '2'                           | attribute:status = 2
      logged      | status = 'LOGGED_MODEL_READY'          | attribute:status = -1
      logged      | attributes.creation_time > 1           | attribute:creation_timestamp > 1
      logged      | params.a IN ("x") AND tags.b != 'y'    | param:a IN [x]; tag:b != y
      """)
  void filter_means(String grammar, String text, String meaning) {
    assertThat(shown(GRAMMARS.get(grammar).filter(text))).isEqualTo(meaning);
  }

  @Test
  void filter_emptyAsksForEverything() {
    GRAMMARS
        .values()
        .forEach(grammar -> assertThat(grammar.filter("").conditions()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      name = 'a'                                        | MODELS  | 1
      tags.`mlflow.prompt.is_prompt` = 'true'           | PROMPTS | 0
      tags.`mlflow.prompt.is_prompt` != 'false'         | PROMPTS | 0
      tags.`mlflow.prompt.is_prompt` != 'true'          | MODELS  | 0
      tag.mlflow.prompt.is_prompt = 'false'             | MODELS  | 0
      tag.mlflow.prompt.is_prompt LIKE 'true'           | MODELS  | 0
      name = 'a' AND tag.mlflow.prompt.is_prompt='true' | PROMPTS | 1
      """)
  void filter_seesModelsUnlessAskedForPrompts(String text, PromptScope scope, int conditions) {
    for (Grammar grammar : List.of(Grammar.REGISTERED_MODELS, Grammar.MODEL_VERSIONS)) {
      Filter filter = grammar.filter(text);
      assertThat(filter.prompts()).isEqualTo(scope);
      assertThat(filter.conditions()).hasSize(conditions);
    }
  }

  @Test
  void filter_knowsNoPromptsAmongRuns() {
    Filter filter = Grammar.RUNS.filter("tags.mlflow.prompt.is_prompt = 'true'");
    assertThat(filter.prompts()).isEqualTo(PromptScope.NOT_APPLICABLE);
    assertThat(filter.conditions()).hasSize(1);
  }

  private static String shown(Filter filter) {
    return filter.conditions().stream()
        .map(c -> c.field().kind().name().toLowerCase(Locale.ROOT) + ":"
            + c.field().key() + " " + c.operator().spelling() + shown(c.operand()))
        .collect(Collectors.joining("; "));
  }

  private static String shown(Operand operand) {
    if (operand instanceof Operand.Text text) {
      return " " + (text.value().isEmpty() ? "(empty)" : text.value());
    } else if (operand instanceof Operand.Texts texts) {
      return " " + texts.values();
    } else if (operand instanceof Operand.Whole whole) {
      return " " + whole.value();
    } else if (operand instanceof Operand.Decimal decimal) {
      return " " + decimal.value();
    }
    return "";
  }
}
