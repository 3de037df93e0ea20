package dev.hallmark.server.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request that every server refuses, because of one field or because its body cannot be read.
 *
 * @param path with its query
 * @param contentType empty for none
 * @param body empty for none
 */
public record BadInput(String name, String method, String path, String contentType, String body) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> UNREADABLE =
      List.of("{", "[1]", "7", "{\"a\":}", "\"{\"", "{\"a\":1}}", "\u00ff\u00fe{");

  /** The whole table: each field of each endpoint missing, empty, of another type and no text, and bodies that are no JSON. */
  public static Stream<BadInput> all() {
    return Endpoints.ALL.stream()
        .flatMap(endpoint -> Stream.concat(
            endpoint.fields().stream().flatMap(field -> ofField(endpoint, field)),
            endpoint.inQuery()
                ? Stream.empty()
                : Stream.concat(unreadable(endpoint), otherContentTypes(endpoint))));
  }

  private static Stream<BadInput> ofField(Endpoint endpoint, Endpoint.Field field) {
    Stream.Builder<BadInput> inputs = Stream.builder();
    if (field.required()) {
      inputs.add(without(endpoint, field));
    }
    if (field.required() && field.type().equals("s")) {
      inputs.add(empty(endpoint, field));
    }
    if (canHaveAnotherType(endpoint, field)) {
      inputs.add(ofAnotherType(endpoint, field));
    }
    if (field.type().equals("s")) {
      inputs.add(withNul(endpoint, field));
    }
    return inputs.build();
  }

  public static BadInput without(Endpoint endpoint, Endpoint.Field field) {
    return of(endpoint, "no " + field.name(), endpoint.without(field));
  }

  public static BadInput empty(Endpoint endpoint, Endpoint.Field field) {
    return with(endpoint, field, "empty " + field.name(), "");
  }

  /** Any text will do for a text in a query. */
  public static boolean canHaveAnotherType(Endpoint endpoint, Endpoint.Field field) {
    return !(endpoint.inQuery() && (field.type().equals("s") || field.type().equals("ls")));
  }

  public static BadInput ofAnotherType(Endpoint endpoint, Endpoint.Field field) {
    return with(endpoint, field, "type of " + field.name(), field.bad());
  }

  public static BadInput withNul(Endpoint endpoint, Endpoint.Field field) {
    return with(endpoint, field, "NUL in " + field.name(), "a\0b");
  }

  public static Stream<BadInput> unreadable(Endpoint endpoint) {
    return UNREADABLE.stream()
        .map(body -> new BadInput(
            endpoint + ": body " + body,
            endpoint.method(),
            endpoint.path(),
            "application/json",
            body));
  }

  public static Stream<BadInput> otherContentTypes(Endpoint endpoint) {
    return Stream.of("text/plain", "")
        .map(type -> new BadInput(
            endpoint + ": Content-Type " + type, endpoint.method(), endpoint.path(), type, "{}"));
  }

  private static BadInput with(Endpoint endpoint, Endpoint.Field field, String name, Object value) {
    Map<String, Object> request = endpoint.without(field);
    request.put(field.name(), value);
    return of(endpoint, name, request);
  }

  /** The request with these fields, where clients put them. */
  public static BadInput of(Endpoint endpoint, String name, Map<String, Object> fields) {
    return endpoint.inQuery()
        ? new BadInput(
            endpoint + ": " + name,
            endpoint.method(),
            endpoint.path() + "?" + query(fields),
            "",
            "")
        : new BadInput(
            endpoint + ": " + name,
            endpoint.method(),
            endpoint.path(),
            "application/json",
            json(fields));
  }

  private static String json(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String query(Map<String, Object> request) {
    return new TreeMap<>(request)
        .entrySet().stream()
            .flatMap(e -> (e.getValue() instanceof List<?> list ? list : List.of(e.getValue()))
                .stream().map(value -> e.getKey() + "=" + URLEncoder.encode(text(value), UTF_8)))
            .collect(Collectors.joining("&"));
  }

  private static String text(Object value) {
    return String.valueOf(value instanceof RawValue raw ? raw.rawValue() : value);
  }
}
