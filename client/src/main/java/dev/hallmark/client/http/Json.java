package dev.hallmark.client.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.HallmarkException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads and writes JSON bodies. Reading tolerates differences between servers: missing fields are empty, numbers can be strings and strings
 * numbers, and unknown fields are ignored.
 */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(ObjectNode body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }

  static JsonNode parse(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** An empty body reads as an empty object. */
  static JsonNode read(Response response) throws IOException {
    try {
      JsonNode tree = MAPPER.readTree(response.body().readAllBytes());
      if (tree.isMissingNode() || tree.isObject()) {
        return tree;
      }
      throw unexpected(response.uri() + " answers no JSON object", null);
    } catch (JsonProcessingException e) {
      throw unexpected(response.uri() + " answers no JSON", e);
    }
  }

  private static HallmarkException unexpected(String message, Exception cause) {
    return new HallmarkException(ErrorResponse.unreadable(message), cause);
  }

  /** The object in this field. Throws if it is missing. */
  public static JsonNode child(JsonNode node, String field) {
    JsonNode child = node.path(field);
    if (!child.isObject()) {
      throw unexpected("the answer has no " + field, null);
    }
    return child;
  }

  public static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }

  /** 0 if the field is missing. */
  public static long number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull() || value.isNumber()) {
      return value.asLong();
    }
    try {
      return Long.parseLong(value.asText().strip());
    } catch (NumberFormatException e) {
      throw unexpected(field + " is '" + value.asText() + "', which is no number", e);
    }
  }

  /** Also {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. */
  public static double decimal(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull() || value.isNumber()) {
      return value.asDouble();
    }
    try {
      return Double.parseDouble(value.asText());
    } catch (NumberFormatException e) {
      throw unexpected(field + " is '" + value.asText() + "', which is no number", e);
    }
  }

  public static Instant time(JsonNode node, String field) {
    return Instant.ofEpochMilli(number(node, field));
  }

  public static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> item) {
    List<T> items = new ArrayList<>();
    node.path(field).forEach(element -> items.add(item.apply(element)));
    return items;
  }

  /** A list of key-value objects as a map, in the order of the list. */
  public static <T> Map<String, T> map(
      JsonNode node, String field, String key, Function<JsonNode, T> value) {
    Map<String, T> pairs = new LinkedHashMap<>();
    node.path(field).forEach(pair -> pairs.put(text(pair, key), value.apply(pair)));
    return pairs;
  }

  public static Map<String, String> tags(JsonNode node, String field) {
    return map(node, field, "key", pair -> text(pair, "value"));
  }

  public static void putUnlessEmpty(ObjectNode object, String field, String text) {
    if (!text.isEmpty()) {
      object.put(field, text);
    }
  }

  public static ArrayNode pairs(Map<String, String> pairs) {
    ArrayNode list = MAPPER.createArrayNode();
    pairs.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
    return list;
  }

  public static ArrayNode texts(List<String> texts) {
    ArrayNode list = MAPPER.createArrayNode();
    texts.forEach(list::add);
    return list;
  }
}
