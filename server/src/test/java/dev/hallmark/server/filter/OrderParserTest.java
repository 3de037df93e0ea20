package dev.hallmark.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries are separated by semicolons; + is ascending. */
class OrderParserTest {
  private static final Map<String, Grammar> GRAMMARS = Map.of(
      "models", Grammar.REGISTERED_MODELS,
      "versions", Grammar.MODEL_VERSIONS,
      "experiments", Grammar.EXPERIMENTS,
      "runs", Grammar.RUNS,
      "logged", Grammar.LOGGED_MODELS);

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      models      |                                | +name
      models      | timestamp desc                 | -last_updated_timestamp +name
      models      | `name` DESC                    | -name
      models      | last_updated_timestamp; name   | +last_updated_timestamp +name
      versions    |                                | -last_updated_timestamp +name -version_number
      versions    | version_number ASC             | +version_number +name
      versions    | attribute.name desc            | -name -version_number
      versions    | creation_timestamp             | +creation_timestamp +name -version_number
      experiments |                                | -creation_time +experiment_id
      experiments | name desc                      | -name -experiment_id
      runs        |                                | -start_time +run_id
      runs        | metrics.acc DESC               | -acc -start_time +run_id
      runs        | metrics.`a b`; params."x" desc | +a b -x -start_time +run_id
      runs        | `metrics.a b` DESC             | -a b -start_time +run_id
      runs        | attributes.created             | +start_time +run_id
      runs        | run_id                         | +run_id -start_time
      logged      |                                | -creation_timestamp +model_id
      """)
  void order_isCompletedToATotalOne(String grammar, String entries, String meaning) {
    List<String> list = entries == null ? List.of() : Arrays.asList(entries.split(";"));
    assertThat(shown(GRAMMARS.get(grammar).order(list))).isEqualTo(meaning);
  }

  @Test
  void orderOf_keepsTheDatasetOfMetricsOnly() {
    DatasetRef iris = new DatasetRef("iris", "d1");
    Order order = Grammar.LOGGED_MODELS.orderOf(List.of(
        new OrderEntry("metrics.acc", false, iris),
        new OrderEntry("metrics.acc", true, DatasetRef.ANY),
        new OrderEntry("name", true, iris)));
    assertThat(shown(order)).isEqualTo("-acc +acc +name -creation_timestamp +model_id");
    assertThat(order.keys())
        .extracting(OrderKey::dataset)
        .containsExactly(iris, DatasetRef.ANY, DatasetRef.ANY, DatasetRef.ANY, DatasetRef.ANY);
  }

  private static String shown(Order order) {
    return order.keys().stream()
        .map(key -> (key.ascending() ? "+" : "-") + key.field().key())
        .collect(Collectors.joining(" "));
  }
}
