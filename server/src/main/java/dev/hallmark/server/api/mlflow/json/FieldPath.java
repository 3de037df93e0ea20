package dev.hallmark.server.api.mlflow.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;

/** The name of a field as clients read it in an error, as in {@code metrics[0].timestamp}. */
final class FieldPath {
  private FieldPath() {}

  /** Of the value that the parser is at. */
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
