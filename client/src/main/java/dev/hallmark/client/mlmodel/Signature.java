package dev.hallmark.client.mlmodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.client.HallmarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a model takes and answers; all empty for a model that does not say.
 *
 * <pre>{@code
 * Signature signature = model.signature();
 * for (Map<String, Object> row : rows) {
 *   signature.require(row); // throws "row does not fit: amount is 'x' (String), not DOUBLE; age is missing"
 * }
 * }</pre>
 *
 * @param params what a prediction can be told besides its rows
 */
public record Signature(List<Column> inputs, List<Column> outputs, List<Column> params) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  public Signature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    params = List.copyOf(params);
  }

  static Signature of(Map<String, Object> texts) {
    return new Signature(
        columns(texts, "inputs"), columns(texts, "outputs"), columns(texts, "params"));
  }

  private static List<Column> columns(Map<String, Object> texts, String key) {
    String text = MlModel.text(texts, key);
    List<Column> columns = new ArrayList<>();
    if (!text.isEmpty()) {
      try {
        for (JsonNode column : MAPPER.readTree(text)) {
          columns.add(Column.from(column, column.path("name").asText("")));
        }
      } catch (JsonProcessingException e) {
        throw new HallmarkException(
            HallmarkException.UNUSABLE, "the signature's " + key + " are no JSON", e);
      }
    }
    return columns;
  }

  /**
   * What is wrong with a row, column by column; empty when nothing is. Columns that the model does not know are no mistake: MLflow passes over
   * them too. Inputs without names, such as a single tensor, cannot be told apart in a row and are not checked.
   *
   * @param row the values by the names of their columns
   */
  public List<String> check(Map<String, ?> row) {
    List<String> problems = new ArrayList<>();
    List<Column> named =
        inputs.stream().filter(column -> !column.name().isEmpty()).toList();
    Column.checkFields("", named, row, problems);
    return List.copyOf(problems);
  }

  /** Throws with all that {@link #check} finds. */
  public void require(Map<String, ?> row) {
    List<String> problems = check(row);
    if (!problems.isEmpty()) {
      throw new HallmarkException(
          HallmarkException.UNUSABLE, "row does not fit: " + String.join("; ", problems));
    }
  }
}
