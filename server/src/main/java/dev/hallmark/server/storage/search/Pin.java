package dev.hallmark.server.storage.search;

import java.util.List;

/** A leading column of an index, and the values that are in scope. */
public record Pin(String column, List<Object> values) {
  public Pin {
    values = List.copyOf(values);
  }

  public static Pin to(String column, Object value) {
    return new Pin(column, List.of(value));
  }
}
