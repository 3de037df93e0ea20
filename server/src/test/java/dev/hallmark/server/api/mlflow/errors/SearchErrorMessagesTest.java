package dev.hallmark.server.api.mlflow.errors;

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
class SearchErrorMessagesTest {
  private static final Map<String, Grammar> GRAMMARS = Map.of(
      "models", Grammar.REGISTERED_MODELS,
      "versions", Grammar.MODEL_VERSIONS,
      "experiments", Grammar.EXPERIMENTS,
      "runs", Grammar.RUNS,
      "logged", Grammar.LOGGED_MODELS);

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      models | name = 'a' OR name = 'b'     | Invalid clause(s) in filter string: name = 'a' OR name = 'b'
      models | name = 'a' AND (name = 'b')  | Invalid clause(s) in filter string: (name = 'b')
      models | NOT name = 'a'               | Invalid clause(s) in filter string: NOT name = 'a'
      models | name = 'a';                  | Invalid clause(s) in filter string: ;
      models | name = 'a''b'                | Invalid clause(s) in filter string: name = 'a''b'
      models | name = 'a                    | Invalid clause(s) in filter string: 'a
      models | name                         | Invalid clause(s) in filter string: name
      models | name = 'a' name = 'b'        | Invalid clause(s) in filter string: name = 'a' name = 'b'
      models | name IN ('a',,)              | While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list: ('a', , )
      models | name IN ()                   | While parsing a list in the query, expected a non-empty list of string values, but got empty list
      models | name IN 'a'                  | Invalid clause(s) in filter string: name IN 'a'
      models | name = abc                   | Parameter value is either not quoted or unidentified quote types used for string value abc. Use either single or double quotes.
      models | name = 5                     | Expected a quoted string value or a list of quoted string values for attributes. Got value 5
      models | name IN ('a', 1)             | While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list: ('a', 1)
      models | name IN (1,2)                | While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list: (1, 2)
      models | name > 'a'                   | Invalid comparator for attribute: >
      models | name IS NULL                 | IS NULL / IS NOT NULL is only supported for tags and params of experiments and runs, not for 'attribute' 'name'
      models | tags.x IS NULL               | IS NULL / IS NOT NULL is only supported for tags and params of experiments and runs, not for 'tag' 'x'
      models | Name = 'a'                   | Invalid attribute key 'Name' specified. Valid keys are '{'name'}'
      models | `name` = 'a'                 | Invalid attribute key '`name`' specified. Valid keys are '{'name'}'
      models | x = 'a'                      | Invalid attribute key 'x' specified. Valid keys are '{'name'}'
      models | attributes.name = 'a'        | Invalid entity type 'attributes'. Valid entity types are ('attribute', 'tag', 'tags')
      models | params.a = 'a'               | Invalid entity type 'params'. Valid entity types are ('attribute', 'tag', 'tags')
      models | tags.k IN ('a')              | Expected a quoted string value for tag (e.g. 'my-value'). Got value ('a')
      models | tags.k = 5                   | Expected a quoted string value for tag (e.g. 'my-value'). Got value 5
      models | tags.'k' = 'v'               | Invalid clause(s) in filter string: tags.'k' = 'v'
      versions | version_number = 1.5       | Invalid value for numeric attribute 'version_number': 1.5
      versions | version_number = 'one'     | Invalid value for numeric attribute 'version_number': 'one'
      versions | version_number LIKE '1'    | Invalid comparator for attribute version_number: LIKE
      versions | current_stage = 'None'     | Invalid attribute key 'current_stage' specified. Valid keys are '{'name', 'run_id', 'source_path', 'version_number'}'
      experiments | creation_time > 'x'     | Expected numeric value type for numeric attribute: creation_time. Found 'x'
      experiments | attributes.name = 'a'   | Invalid entity type 'attributes'. Valid entity types are ('attribute', 'tag', 'tags')
      experiments | experiment_id LIKE '1'  | Invalid comparator for experiment_id: LIKE
      experiments | name = 5                | Expected a quoted string value for attributes. Got value 5
      runs | metrics.a IS NULL              | IS NULL / IS NOT NULL is only supported for tags and params, not for 'metric' 'a'
      runs | metrics.a > 'abc'              | Expected numeric value type for metric. Found 'abc'
      runs | metrics.a > NaN                | Expected numeric value type for metric. Found NaN
      runs | params.a = 5                   | Expected a quoted string value for parameter (e.g. 'my-value'). Got value 5
      runs | status IN ('FINISHED')         | Only ['run_id'] attributes support comparison with a list of quoted string values.
      runs | tags.a IN ('5')                | Expected a quoted string value for tag (e.g. 'my-value'). Got value ('5')
      runs | tags.a = 'b' OR tags.a = 'c'   | Invalid clause(s) in filter string: 'tags.a = 'b' OR tags.a = 'c''
      runs | params.a > '5'                 | Invalid comparator '>' not one of '{'=', '!=', 'LIKE', 'ILIKE', 'IS NULL', 'IS NOT NULL'}'
      runs | foo.bar = 'a'                  | Invalid entity type 'foo'. Valid values are ['attribute', 'metric', 'parameter', 'tag', 'dataset']
      runs | dataset.name = 5               | Expected a quoted string value for dataset attributes. Got value 5
      runs | dataset.size = '1'             | Invalid dataset key 'size' specified. Valid keys are '{'name', 'digest', 'context'}'
      runs | metric.a == 1                  | Expected numeric value type for metric. Found =
      logged | metric.a = 1                 | Invalid entity type: 'metric'. Expected one of ['attributes', 'metrics', 'params', 'tags'].
      logged | name = 'a' OR name = 'b'     | Invalid filter string: "name = 'a' OR name = 'b'". Expected a list of comparisons separated by 'AND' (e.g. 'metrics.loss > 0.1 AND params.lr = 0.01').
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
            .isEqualTo("Invalid filter '  '. Could not be parsed."));
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
      models | creation_timestamp    | Invalid order by key 'creation_timestamp' specified. Valid keys are '{'name', 'timestamp', 'last_updated_timestamp'}'
      models | attribute.name        | Invalid order by key 'attribute.name' specified. Valid keys are '{'name', 'timestamp', 'last_updated_timestamp'}'
      models | name up               | Invalid ordering key in order_by clause 'name up'.
      models | name ASC, name        | Invalid order_by clause 'name ASC, name'. Could not be parsed.
      versions | foo                 | Invalid attribute key 'foo' specified. Valid keys are '{'name', 'version_number', 'creation_timestamp', 'last_updated_timestamp'}'
      experiments | tags.k           | Invalid order_by entity: tag
      models | name;name DESC        | `order_by` contains duplicate fields: 'name'
      models | timestamp;last_updated_timestamp | `order_by` contains duplicate fields: 'last_updated_timestamp'
      runs   | metrics.a;metric.a    | `order_by` contains duplicate fields: 'a'
      runs   | foo.a                 | Invalid entity type 'foo'. Valid values are ['attribute', 'metric', 'parameter', 'tag', 'dataset']
      logged | tags.a                | Invalid order by field name: a
      """)
  void order_isRefused(String grammar, String entries, String message) {
    List<String> list = Arrays.asList(entries.split(";"));
    assertThat(refusal(() -> GRAMMARS.get(grammar).order(list))).isEqualTo(message);
  }

  private static String refusal(Runnable reading) {
    RegistryException refused = catchThrowableOfType(RegistryException.class, reading::run);
    assertThat(refused.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
    return ErrorMessages.of(refused);
  }
}
