package dev.hallmark.server.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line of the table of endpoints: what a call takes.
 *
 * @param fields each as {@code name:type}, with {@code *} after the name when required; types: s text, i integer, d
 *     double, b boolean, e enum by
 *     name or number, ls list of texts, lo list of objects
 */
public record Endpoint(String method, String path, List<Field> fields) {

  public record Field(String name, String type, boolean required) {
    /** A value of the right type. */
    public Object good() {
      return switch (type) {
        case "s" -> "1";
        case "i" -> 1;
        case "e" -> 2;
        case "d" -> 0.5;
        case "b" -> true;
        case "ls" -> List.of("1");
        case "lo" -> List.of(Map.of("key", "k", "value", "v"));
        default -> throw new IllegalArgumentException(type);
      };
    }

    /** A value of a type that this field must refuse. */
    public Object bad() {
      return switch (type) {
        case "s" -> 5;
        case "i", "d", "b" -> "abc";
        case "e", "ls", "lo" -> Map.of("a", 1);
        default -> throw new IllegalArgumentException(type);
      };
    }
  }

  public static Endpoint of(String method, String path, String... fields) {
    List<Field> read = new ArrayList<>();
    for (String field : fields) {
      String[] parts = field.split(":", 2);
      boolean required = parts[0].endsWith("*");
      read.add(new Field(parts[0].replace("*", ""), parts[1], required));
    }
    return new Endpoint(method, path, List.copyOf(read));
  }

  public boolean inQuery() {
    return method.equals("GET");
  }

  /** A whole request but for this field. */
  public Map<String, Object> without(Field left) {
    Map<String, Object> request = new TreeMap<>();
    fields.stream()
        .filter(field -> field.required && !field.equals(left))
        .forEach(f -> request.put(f.name, f.good()));
    return request;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
