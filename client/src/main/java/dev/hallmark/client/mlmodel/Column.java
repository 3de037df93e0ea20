package dev.hallmark.client.mlmodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A column of a schema, or a type nested in one.
 *
 * <pre>{@code
 * for (Column column : model.signature().inputs()) {
 *   System.out.println(column.name() + " " + column.type() + (column.isRequired() ? "" : " (optional)"));
 * }
 * }</pre>
 *
 * @param name empty if the schema has none
 * @param children the fields of an object, or the single element type of an array or a map
 */
public record Column(String name, ColumnType type, boolean isRequired, List<Column> children) {

  public Column {
    children = List.copyOf(children);
  }

  static Column from(JsonNode json, String name) {
    List<Column> children = new ArrayList<>();
    json.path("properties")
        .properties()
        .forEach(field -> children.add(from(field.getValue(), field.getKey())));
    for (String inside : List.of("items", "values")) {
      if (json.path(inside).isObject()) {
        children.add(from(json.path(inside), ""));
      }
    }
    return new Column(
        name,
        ColumnType.of(json.path("type").asText("")),
        json.path("required").asBoolean(true),
        children);
  }

  /** Adds the type errors of this value to the list. */
  void check(String place, Object value, List<String> problems) {
    if (!type.accepts(value)) {
      problems.add(place + " is " + shown(value) + ", not " + type);
    } else if (type == ColumnType.OBJECT) {
      checkFields(place + ".", children, (Map<?, ?>) value, problems);
    } else if (type == ColumnType.ARRAY) {
      checkElements(place, ColumnType.elements(value), problems);
    } else if (type == ColumnType.MAP) {
      checkElements(place, ((Map<?, ?>) value).values().toArray(), problems);
    }
  }

  private void checkElements(String place, Object[] elements, List<String> problems) {
    for (int i = 0; i < elements.length && !children.isEmpty(); i++) {
      if (elements[i] == null) {
        problems.add(place + "[" + i + "] is missing");
      } else {
        children.get(0).check(place + "[" + i + "]", elements[i], problems);
      }
    }
  }

  static void checkFields(
      String prefix, List<Column> columns, Map<?, ?> values, List<String> problems) {
    for (Column column : columns) {
      Object value = values.get(column.name());
      if (value != null) {
        column.check(prefix + column.name(), value, problems);
      } else if (column.isRequired()) {
        problems.add(prefix + column.name() + " is missing");
      }
    }
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    String start = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return "'" + start + "' (" + value.getClass().getSimpleName() + ")";
  }
}
