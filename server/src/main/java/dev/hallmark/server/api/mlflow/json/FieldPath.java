package dev.hallmark.server.api.mlflow.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;

/** The path of a JSON field in error messages, as in {@code metrics[0].timestamp}. */
final class FieldPath {
  private FieldPath() {}

  /** The path of the parser's current value. */
  static String of(JsonParser json) {
    JsonStreamContext context = json.getParsingContext();
    boolean inside = json.currentToken() != null && json.currentToken().isStructStart();
    return of(inside ? context.getParent() : context);
  }

  private static String of(JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return "";
    }
    String parent = of(context.getParent());
    if (context.inArray()) {
      return parent + "[" + context.getCurrentIndex() + "]";
    }
    String name = context.getCurrentName() == null ? "" : context.getCurrentName();
    return parent.isEmpty() || name.isEmpty() ? parent + name : parent + "." + name;
  }
}
