package dev.hallmark.server.tracking.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.List;

/** The list of models in a run's tag, as SDKs before 3 write it and read it to find a run's models. */
public final class ModelHistory {
  static final String TAG = "mlflow.log-model.history";

  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();
  private static final List<String> MANDATORY =
      List.of("artifact_path", "flavors", "utc_time_created", "run_id");

  /** Parts that grow with the model's data. */
  private static final List<String> LEFT_OUT =
      List.of("signature", "saved_input_example_info", "metadata", "resources");

  private ModelHistory() {}

  /** What the file MLmodel of a model says, without the parts that are left out. */
  public static final class Model {
    private final ObjectNode description;

    private Model(ObjectNode description) {
      this.description = description;
    }

    /** A text that is no list, as a user may have set the tag to, is replaced. */
    String appendedTo(String list) {
      ArrayNode history = parse(list) instanceof ArrayNode known ? known : JSON.createArrayNode();
      return history.add(description).toString();
    }
  }

  /** @param json the JSON object that the client sent as {@code model_json} */
  public static Model read(String json) {
    if (!(parse(json) instanceof ObjectNode description)) {
      throw RegistryException.invalid(Subject.LOGGED_MODEL, Reason.MALFORMED, "model_json", json);
    }
    List<String> absent =
        MANDATORY.stream().filter(name -> !description.hasNonNull(name)).toList();
    if (!absent.isEmpty()) {
      throw RegistryException.invalid(
          Subject.LOGGED_MODEL, Reason.MISSING, "model_json", json, absent.toArray());
    }
    description.remove(LEFT_OUT);
    return new Model(description);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
