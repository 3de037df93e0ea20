package dev.hallmark.server.api.v1;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares JSON with a schema of the OpenAPI document, by the keywords that it uses. An unknown keyword is an error. */
final class JsonSchema {
  private static final Set<String> NOTES = Set.of("description", "format");

  private final JsonNode document;
  private final List<String> errors = new ArrayList<>();

  private JsonSchema(JsonNode document) {
    this.document = document;
  }

  /** @return what is wrong; empty if the value matches */
  static List<String> errors(JsonNode document, JsonNode schema, JsonNode value) {
    JsonSchema check = new JsonSchema(document);
    check.check("$", schema, value);
    return check.errors;
  }

  static JsonNode resolve(JsonNode document, JsonNode node) {
    String reference = node.path("$ref").asText("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  private void check(String path, JsonNode schema, JsonNode value) {
    if (schema.has("$ref")) {
      JsonNode target = resolve(document, schema);
      require(target.isObject(), path, "refers to nothing: " + schema.get("$ref"));
      check(path, target, value);
    }
    schema.fields().forEachRemaining(keyword -> {
      JsonNode rule = keyword.getValue();
      switch (keyword.getKey()) {
        case "type" -> require(isOf(rule.asText(), value), path, "is no " + rule.asText());
        case "const" -> require(rule.equals(value), path, "is not " + rule);
        case "enum" -> require(contains(rule, value), path, "is none of " + rule);
        case "pattern" ->
          require(value.asText().matches(rule.asText()), path, "does not match " + rule);
        case "minProperties" ->
          require(value.size() >= rule.asInt(), path, "has fewer properties than " + rule);
        case "maxProperties" ->
          require(value.size() <= rule.asInt(), path, "has more properties than " + rule);
        case "minimum" -> require(value.asLong() >= rule.asLong(), path, "is below " + rule);
        case "items" -> value.forEach(item -> check(path + "[]", rule, item));
        case "required" ->
          rule.forEach(name -> require(value.has(name.asText()), path, "lacks " + name));
        case "properties" ->
          rule.fields().forEachRemaining(property -> {
            if (value.has(property.getKey())) {
              check(
                  path + "." + property.getKey(),
                  property.getValue(),
                  value.get(property.getKey()));
            }
          });
        case "additionalProperties" -> others(path, schema, rule, value);
        default ->
          require(
              NOTES.contains(keyword.getKey()) || keyword.getKey().equals("$ref"),
              path,
              "has a schema with the unknown keyword " + keyword.getKey());
      }
    });
  }

  private void others(String path, JsonNode schema, JsonNode rule, JsonNode value) {
    Set<String> names = new TreeSet<>();
    value.fieldNames().forEachRemaining(names::add);
    schema.path("properties").fieldNames().forEachRemaining(names::remove);
    names.forEach(name -> {
      if (rule.isBoolean()) {
        require(rule.asBoolean(), path, "has the unknown field " + name);
      } else {
        check(path + "." + name, rule, value.get(name));
      }
    });
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode each : list) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      default -> throw new IllegalArgumentException(type);
    };
  }

  private void require(boolean holds, String path, String error) {
    if (!holds) {
      errors.add(path + " " + error);
    }
  }
}
