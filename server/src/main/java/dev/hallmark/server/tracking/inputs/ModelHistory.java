package dev.hallmark.server.tracking.inputs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The list of models in a run's tag, as SDKs before 3 write it and read it to find a run's models. */
public final class ModelHistory {
  public static final String TAG = "mlflow.log-model.history";

  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();
  private static final List<String> MANDATORY =
      List.of("artifact_path", "flavors", "utc_time_created", "run_id");

  /** Parts that grow with the model's data. */
  private static final List<String> LEFT_OUT =
      List.of("signature", "saved_input_example_info", "metadata", "resources");

  private ModelHistory() {}

  /**
   * What the file MLmodel of a model says, without the parts that are left out.
   *
   * @param json an object
   */
  public record Model(String json) {
    /** A text that is no list, as a user may have set the tag to, is replaced. */
    public String appendedTo(String list) {
      ArrayNode history = listIn(list);
      return history.addRawValue(new RawValue(json)).toString();
    }

    private static ArrayNode listIn(String text) {
      try {
        return JSON.readTree(text) instanceof ArrayNode known ? known : JSON.createArrayNode();
      } catch (JsonProcessingException e) {
        return JSON.createArrayNode();
      }
    }
  }

  /**
   * Copies field by field: what a client sends may be larger as a tree than the memory.
   *
   * @param json the JSON object that the client sent as {@code model_json}
   */
  public static Model read(String json) {
    StringWriter kept = new StringWriter();
    Set<String> absent = new LinkedHashSet<>(MANDATORY);
    try (JsonParser from = JSON.createParser(json);
        JsonGenerator to = JSON.createGenerator(kept)) {
      if (from.nextToken() != JsonToken.START_OBJECT) {
        throw malformed(json);
      }
      copyFields(from, to, absent);
      if (from.nextToken() != null) {
        throw malformed(json);
      }
    } catch (IOException e) {
      throw malformed(json);
    }
    if (!absent.isEmpty()) {
      throw RegistryException.invalid(
          Subject.LOGGED_MODEL, Reason.MISSING, "model_json", json, absent.toArray());
    }
    return new Model(kept.toString());
  }

  private static void copyFields(JsonParser from, JsonGenerator to, Set<String> absent)
      throws IOException {
    to.writeStartObject();
    while (from.nextToken() == JsonToken.FIELD_NAME) {
      String name = from.currentName();
      if (from.nextToken() != JsonToken.VALUE_NULL) {
        absent.remove(name);
      }
      if (LEFT_OUT.contains(name)) {
        from.skipChildren();
      } else {
        to.writeFieldName(name);
        to.copyCurrentStructure(from);
      }
    }
    to.writeEndObject();
  }

  private static RegistryException malformed(String json) {
    return RegistryException.invalid(Subject.LOGGED_MODEL, Reason.MALFORMED, "model_json", json);
  }
}
