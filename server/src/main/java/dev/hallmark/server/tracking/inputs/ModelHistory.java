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

/** The tag with the models of a run, which MLflow's clients before version 3 write and read. */
public final class ModelHistory {
  public static final String TAG = "mlflow.log-model.history";

  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();
  private static final List<String> MANDATORY =
      List.of("artifact_path", "flavors", "utc_time_created", "run_id");

  /** Fields whose size depends on the data of the model. */
  private static final List<String> OMITTED =
      List.of("signature", "saved_input_example_info", "metadata", "resources");

  private ModelHistory() {}

  /**
   * The contents of a file MLmodel without the omitted fields.
   *
   * @param json a JSON object
   */
  public record Model(String json) {
    /** Replaces a value that is not a list, since users can set the tag. */
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
   * Copies the JSON field by field, because as a tree it could exceed the memory.
   *
   * @param json the JSON object that the client sent as {@code model_json}
   */
  public static Model read(String json) {
    StringWriter kept = new StringWriter();
    Set<String> missing = new LinkedHashSet<>(MANDATORY);
    try (JsonParser from = JSON.createParser(json);
        JsonGenerator to = JSON.createGenerator(kept)) {
      if (from.nextToken() != JsonToken.START_OBJECT) {
        throw malformed(json);
      }
      copyFields(from, to, missing);
      if (from.nextToken() != null) {
        throw malformed(json);
      }
    } catch (IOException e) {
      throw malformed(json);
    }
    if (!missing.isEmpty()) {
      throw RegistryException.invalid(
          Subject.LOGGED_MODEL, Reason.MISSING, "model_json", json, missing.toArray());
    }
    return new Model(kept.toString());
  }

  private static void copyFields(JsonParser from, JsonGenerator to, Set<String> missing)
      throws IOException {
    to.writeStartObject();
    while (from.nextToken() == JsonToken.FIELD_NAME) {
      String name = from.currentName();
      if (from.nextToken() != JsonToken.VALUE_NULL) {
        missing.remove(name);
      }
      if (OMITTED.contains(name)) {
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
