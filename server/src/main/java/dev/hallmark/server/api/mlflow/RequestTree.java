package dev.hallmark.server.api.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.server.api.Bodies;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;

/** A request's fields as a JSON object, wherever MLflow's clients put them, before they are given types. */
final class RequestTree {
  private RequestTree() {}

  /** The query on GET (or, without one, a body if there is one), the JSON body else. */
  static ObjectNode of(Context ctx, Class<?> record) {
    ObjectNode fields = ctx.method() == HandlerType.GET ? ofGet(ctx, record) : ofBody(ctx);
    for (RecordComponent component : record.getRecordComponents()) {
      takeTwin(fields, component.getName());
    }
    Texts.check("", fields);
    return fields;
  }

  private static ObjectNode ofGet(Context ctx, Class<?> record) {
    return ctx.queryString() == null && ctx.req().getContentLengthLong() > 0
        ? ofBody(ctx)
        : ofQuery(ctx, record);
  }

  private static ObjectNode ofQuery(Context ctx, Class<?> record) {
    ObjectNode fields = MlflowJson.MAPPER.createObjectNode();
    Map<String, List<String>> query = ctx.queryParamMap();
    for (RecordComponent component : record.getRecordComponents()) {
      for (String name : List.of(snakeCase(component.getName()), component.getName())) {
        List<String> values = query.getOrDefault(name, List.of());
        if (List.class.isAssignableFrom(component.getType()) && !values.isEmpty()) {
          ArrayNode array = fields.putArray(name);
          values.forEach(array::add);
        } else if (!values.isEmpty()) {
          fields.put(name, values.get(0));
        }
      }
    }
    return fields;
  }

  private static ObjectNode ofBody(Context ctx) {
    byte[] body = Bodies.read(ctx);
    requireJson(ctx, body);
    if (body.length == 0) {
      return MlflowJson.MAPPER.createObjectNode();
    }
    try {
      JsonNode tree = MlflowJson.MAPPER.readTree(body);
      if (tree.isTextual()) { // MLflow's old R client sends its JSON inside a JSON string
        tree = MlflowJson.MAPPER.readTree(tree.textValue());
      }
      if (tree instanceof ObjectNode fields) {
        return fields;
      }
      throw malformed();
    } catch (IOException e) {
      throw malformed();
    }
  }

  private static void requireJson(Context ctx, byte[] body) {
    String type = ctx.contentType();
    boolean checked = body.length > 0 || ctx.method() != HandlerType.DELETE;
    if (checked && (type == null || !type.startsWith("application/json"))) {
      throw RegistryException.invalid(
          Subject.REQUEST, Reason.UNSUPPORTED, "Content-Type", type == null ? "" : type);
    }
  }

  /** Clients may spell a field in lowerCamel, but not in both ways at once. */
  private static void takeTwin(ObjectNode fields, String camel) {
    String snake = snakeCase(camel);
    if (snake.equals(camel) || !fields.has(camel)) {
      return;
    }
    if (fields.has(snake)) {
      throw RegistryException.invalid(Subject.REQUEST, Reason.DUPLICATE, snake, camel);
    }
    fields.set(snake, fields.remove(camel));
  }

  static String snakeCase(String camel) {
    StringBuilder snake = new StringBuilder(camel.length() + 4);
    for (char c : camel.toCharArray()) {
      if (Character.isUpperCase(c)) {
        snake.append('_').append(Character.toLowerCase(c));
      } else {
        snake.append(c);
      }
    }
    return snake.toString();
  }

  private static RegistryException malformed() {
    return RegistryException.invalid(Subject.REQUEST, Reason.MALFORMED, "body", "");
  }

  /** No database keeps a NUL, and half a surrogate pair cannot be written back as UTF-8. */
  private static final class Texts {
    static void check(String path, JsonNode node) {
      if (node.isTextual()) {
        if (!storable(node.textValue())) {
          throw RegistryException.invalid(Subject.REQUEST, Reason.CHARACTERS, path, "");
        }
      } else if (node.isObject()) {
        node.properties()
            .forEach(
                e -> check(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue()));
      } else if (node.isArray()) {
        for (int i = 0; i < node.size(); i++) {
          check(path + "[" + i + "]", node.get(i));
        }
      }
    }

    private static boolean storable(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == 0) {
          return false;
        }
        if (Character.isSurrogate(c)) {
          boolean pair = Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
          if (!pair) {
            return false;
          }
          i++;
        }
      }
      return true;
    }
  }
}
