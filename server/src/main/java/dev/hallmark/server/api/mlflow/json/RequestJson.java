package dev.hallmark.server.api.mlflow.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.server.api.requests.Bodies;
import dev.hallmark.server.api.requests.HttpMethods;
import dev.hallmark.server.api.requests.Query;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.memory.HeapBudget;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;

/** Reads the fields of a request from query or body as a record. */
final class RequestJson {
  private static final byte[] NO_FIELDS = {'{', '}'};

  private RequestJson() {}

  /** Reads the query on GET and HEAD (or the body if there is no query), otherwise the JSON body. */
  static <T> T read(Context ctx, Class<T> record) {
    ParseBudget budget = HeapBudget.ofRequest()::take;
    try (JsonParser json = parser(ctx, record)) {
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        return read(json, budget, record);
      }
      // MLflow's old R client sends its JSON as a JSON string
      try (JsonParser inner = MlflowJson.MAPPER.createParser(json.getText())) {
        inner.nextToken();
        requireEnd(json);
        return read(inner, budget, record);
      }
    } catch (IOException e) {
      throw malformed();
    }
  }

  private static <T> T read(JsonParser json, ParseBudget budget, Class<T> record)
      throws IOException {
    if (!json.isExpectedStartObjectToken()) {
      throw malformed();
    }
    try {
      T read = MlflowJson.MAPPER
          .readerFor(record)
          .withAttribute(ParseBudget.ATTRIBUTE, budget)
          .readValue(json);
      requireEnd(json);
      return read;
    } catch (JsonMappingException e) {
      throw e.getCause() instanceof RegistryException refusal ? refusal : WrongType.at(json);
    }
  }

  private static void requireEnd(JsonParser json) throws IOException {
    if (json.nextToken() != null) {
      throw malformed();
    }
  }

  private static JsonParser parser(Context ctx, Class<?> record) throws IOException {
    boolean inBody = !HttpMethods.isRead(ctx.method())
        || Query.isAbsent(ctx) && ctx.req().getContentLengthLong() > 0;
    return inBody
        ? MlflowJson.MAPPER.createParser(body(ctx))
        : MlflowJson.MAPPER.treeAsTokens(query(ctx, record));
  }

  private static byte[] body(Context ctx) {
    byte[] body = Bodies.read(ctx);
    requireJson(ctx, body);
    requireNoOverlongUtf8(body);
    return body.length == 0 ? NO_FIELDS : body;
  }

  /** Rejects overlong UTF-8, which Jackson accepts and which could disguise a character. */
  private static void requireNoOverlongUtf8(byte[] utf8) {
    for (int i = 0; i < utf8.length; i++) {
      int each = utf8[i];
      if (each < 0) {
        int next = i + 1 < utf8.length ? utf8[i + 1] & 0xff : 0;
        boolean overlong = switch (each & 0xff) {
          case 0xc0, 0xc1 -> true;
          case 0xe0 -> next < 0xa0;
          case 0xf0 -> next < 0x90;
          default -> false;
        };
        if (overlong) {
          throw malformed();
        }
      }
    }
  }

  private static void requireJson(Context ctx, byte[] body) {
    String type = ctx.header("Content-Type"); // ctx.contentType() throws for an unknown charset
    boolean checked = body.length > 0 || ctx.method() != HandlerType.DELETE;
    if (checked && (type == null || !type.startsWith("application/json"))) {
      throw RegistryException.invalid(
          Subject.REQUEST, Reason.UNSUPPORTED, "Content-Type", type == null ? "" : type);
    }
  }

  private static ObjectNode query(Context ctx, Class<?> record) {
    ObjectNode fields = MlflowJson.MAPPER.createObjectNode();
    Map<String, List<String>> query = Query.of(ctx);
    for (RecordComponent component : record.getRecordComponents()) {
      for (String name : List.of(MlflowJson.snakeCase(component.getName()), component.getName())) {
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

  private static RegistryException malformed() {
    return RegistryException.invalid(Subject.REQUEST, Reason.MALFORMED, "body", "");
  }
}
