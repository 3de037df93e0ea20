package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.filter.Grammar;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and in which words. */
class SearchTextsTest {
  private static final Map<String, Grammar> GRAMMARS = Map.of(
      "models", Grammar.REGISTERED_MODELS,
      "versions", Grammar.MODEL_VERSIONS,
      "experiments", Grammar.EXPERIMENTS,
      "runs", Grammar.RUNS,
      "logged", Grammar.LOGGED_MODELS);

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      models | name = 'a' OR name = 'b'     | Invalid clause(s) in filter string: 'name = 'a' OR name = 'b''
      models | name = 'a' AND (name = 'b')  | Invalid clause(s) in filter string: '(name = 'b')'
      models | NOT name = 'a'               | Invalid clause(s) in filter string: 'NOT name = 'a''
      models | name = 'a';                  | Invalid clause(s) in filter string: ';'
      models | name = 'a''b'                | Invalid clause(s) in filter string: 'name = 'a''b''
      models | name = 'a                    | Invalid clause(s) in filter string: ''a'
      models | AND name = 'a'               | Invalid clause(s) in filter string: ''
      models | name                         | Invalid clause(s) in filter string: 'name'
      models | name = 'a' name = 'b'        | Invalid clause(s) in filter string: 'name = 'a' name = 'b''
      models | name IN ('a',,)              | Expected a list of quoted string values for attribute 'name'. Got value ,
      models | name IN ()                   | Expected a list of quoted string values for attribute 'name'. Got value )
      models | name IN 'a'                  | Expected a list of quoted string values for attribute 'name'. Got value 'a'
      models | name = abc                   | Expected a quoted string value or a list of quoted string values for attributes. Got value abc
      models | name > 'a'                   | Invalid comparator for attribute: > (on 'name')
      models | name IS NULL                 | IS NULL / IS NOT NULL is only supported for tags and params, not for 'attribute' 'name'
      models | Name = 'a'                   | Invalid attribute key 'Name' specified. Valid keys are '{'name'}'
      models | `name` = 'a'                 | Invalid attribute key '`name`' specified. Valid keys are '{'name'}'
      models | x = 'a'                      | Invalid attribute key 'x' specified. Valid keys are '{'name'}'
      models | attributes.name = 'a'        | Invalid entity type 'attributes'. Valid values are ['attribute', 'tag', 'tags']
      models | params.a = 'a'               | Invalid entity type 'params'. Valid values are ['attribute', 'tag', 'tags']
      models | tags.k IN ('a')              | Only ['name'] attributes support comparison with a list of quoted string values. Got tag 'k'
      models | tags.k = 5                   | Expected a quoted string value for tag (e.g. 'my-value'). Got value 5
      models | tags.'k' = 'v'               | Invalid clause(s) in filter string: 'tags.'k' = 'v''
      versions | version_number = 1.5       | Expected an integer value for attribute version_number. Got value 1.5
      versions | version_number = 'one'     | Expected an integer value for attribute version_number. Got value 'one'
      versions | version_number LIKE '1'    | Invalid comparator for attribute: LIKE (on 'version_number')
      versions | current_stage = 'None'     | Invalid attribute key 'current_stage' specified. Valid keys are '{'name', 'run_id', 'source_path', 'version_number'}'
      experiments | creation_time > 'x'     | Expected numeric value type for numeric attribute: creation_time. Found 'x'
      experiments | attributes.name = 'a'   | Invalid entity type 'attributes'. Valid values are ['attribute', 'tag', 'tags']
      experiments | experiment_id LIKE '1'  | Invalid comparator for attribute: LIKE (on 'experiment_id')
      runs | metrics.a IS NULL              | IS NULL / IS NOT NULL is only supported for tags and params, not for 'metric' 'a'
      runs | metrics.a > 'abc'              | Expected numeric value type for metric. Found 'abc'
      runs | metrics.a > NaN                | Expected numeric value type for metric. Found NaN
      runs | params.a = 5                   | Expected a quoted string value for parameter (e.g. 'my-value'). Got value 5
      runs | status IN ('FINISHED')         | Only ['run_id'] attributes support comparison with a list of quoted string values. Got attribute 'status'
      runs | dataset.size = '1'             | Invalid dataset key 'size' specified. Valid keys are '{'name', 'digest', 'context'}'
      runs | metric.a == 1                  | Expected numeric value type for metric. Found =
      logged | metric.a = 1                 | Invalid entity type 'metric'. Valid values are ['attributes', 'metrics', 'params', 'tags']
      logged | owner = 'x'                  | Invalid attribute key 'owner' specified. Valid keys are '{'name', 'model_id', 'model_type', 'source_run_id', 'experiment_id', 'status', 'creation_timestamp', 'creation_time', 'last_updated_timestamp'}'
      """)
  void filter_isRefused(String grammar, String text, String message) {
    assertThat(refusal(() -> GRAMMARS.get(grammar).filter(text))).isEqualTo(message);
  }

  @Test
  void filter_blankIsRefused() {
    GRAMMARS
        .values()
        .forEach(grammar -> assertThat(refusal(() -> grammar.filter("  ")))
            .isEqualTo("Invalid clause(s) in filter string: ''"));
  }

  @Test
  void filter_withoutMeaningAsTextIsRefused() {
    assertThat(refusal(() -> Grammar.RUNS.filter("params.a = '\0'")))
        .isEqualTo(
            "Invalid value for parameter 'filter' supplied: it holds \\u0000, which is not text.");
  }

  @Test
  void filter_tooLongIsRefused() {
    assertThat(refusal(() -> Grammar.RUNS.filter("a".repeat(1_000_000))))
        .isEqualTo(
            "Invalid value for parameter 'filter' supplied: it may hold at most 250000 characters.");
    assertThat(refusal(() -> Grammar.RUNS.filter("status = 'a' AND ".repeat(101))))
        .isEqualTo(
            "Invalid value for parameter 'filter' supplied: it may hold at most 100 conditions.");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      models | creation_timestamp    | Invalid attribute key 'creation_timestamp' in order_by clause. Valid keys are '{'name', 'timestamp', 'last_updated_timestamp'}'
      models | attribute.name        | Invalid attribute key 'attribute.name' in order_by clause. Valid keys are '{'name', 'timestamp', 'last_updated_timestamp'}'
      models | name up               | Invalid order_by clause 'name up'. Could not be parsed.
      models | name ASC, name        | Invalid order_by clause 'name ASC, name'. Could not be parsed.
      models | name;name DESC        | `order_by` contains duplicate fields: 'name'
      models | timestamp;last_updated_timestamp | `order_by` contains duplicate fields: 'last_updated_timestamp'
      runs   | metrics.a;metric.a    | `order_by` contains duplicate fields: 'a'
      runs   | foo.a                 | Invalid entity type 'foo'. Valid values are ['attribute', 'attributes', 'attr', 'run', 'metric', 'metrics', 'parameter', 'parameters', 'param', 'params', 'tag', 'tags', 'dataset', 'datasets']
      logged | tags.a                | Invalid tag key 'a' in order_by clause. Valid keys are '{'name', 'model_id', 'model_type', 'source_run_id', 'experiment_id', 'status', 'creation_timestamp', 'creation_time', 'last_updated_timestamp'}'
      """)
  void order_isRefused(String grammar, String entries, String message) {
    List<String> list = Arrays.asList(entries.split(";"));
    assertThat(refusal(() -> GRAMMARS.get(grammar).order(list))).isEqualTo(message);
  }

  private static String refusal(Runnable reading) {
    RegistryException refused = catchThrowableOfType(RegistryException.class, reading::run);
    assertThat(refused.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
    return MlflowTexts.of(refused);
  }
}
