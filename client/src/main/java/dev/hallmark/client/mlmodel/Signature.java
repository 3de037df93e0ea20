package dev.hallmark.client.mlmodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.client.HallmarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The input, output and parameter schemas of a model; empty for a model without a signature.
 *
 * <pre>{@code
 * Signature signature = model.signature();
 * for (Map<String, Object> row : rows) {
 *   signature.require(row); // throws "row does not fit: amount is 'x' (String), not DOUBLE; age is missing"
 * }
 * }</pre>
 *
 * @param params the inference parameters
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
   * Returns the errors of a row, column by column; empty if it is valid. Unknown columns are ignored, as in MLflow. Inputs without names,
   * such as a single tensor, are not checked.
   *
   * @param row values by column name
   */
  public List<String> check(Map<String, ?> row) {
    List<String> problems = new ArrayList<>();
    List<Column> named =
        inputs.stream().filter(column -> !column.name().isEmpty()).toList();
    Column.checkFields("", named, row, problems);
    return List.copyOf(problems);
  }

  /** Throws with code {@code UNUSABLE} and all errors that {@link #check} finds. */
  public void require(Map<String, ?> row) {
    List<String> problems = check(row);
    if (!problems.isEmpty()) {
      throw new HallmarkException(
          HallmarkException.UNUSABLE, "row does not fit: " + String.join("; ", problems));
    }
  }
}
