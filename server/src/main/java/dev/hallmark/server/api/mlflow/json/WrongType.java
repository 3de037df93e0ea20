package dev.hallmark.server.api.mlflow.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hallmark.server.error.Excerpt;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;

/** Creates the error for a value of the wrong type. */
final class WrongType {
  private WrongType() {}

  /** The error for the parser's current value. */
  static RegistryException at(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    String path = FieldPath.of(json);
    Excerpt shown = new Excerpt();
    try (JsonGenerator copy = json.getCodec().getFactory().createGenerator(shown)) {
      copy.copyCurrentStructure(json);
    }
    return RegistryException.invalid(
        Subject.REQUEST, Reason.WRONG_TYPE, path, shown, typeOf(token));
  }

  /** Python's type names, as in this message of MLflow's own server. */
  private static String typeOf(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> "str";
      case VALUE_NUMBER_INT -> "int";
      case VALUE_NUMBER_FLOAT -> "float";
      case VALUE_TRUE, VALUE_FALSE -> "bool";
      case START_ARRAY -> "list";
      case VALUE_NULL -> "NoneType";
      default -> "dict";
    };
  }
}
