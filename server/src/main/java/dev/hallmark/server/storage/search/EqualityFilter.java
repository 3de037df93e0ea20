package dev.hallmark.server.storage.search;

import java.util.List;

/** A leading column of an index and its values in scope. */
public record EqualityFilter(String column, List<Object> values) {
  public EqualityFilter {
    values = List.copyOf(values);
  }

  public static EqualityFilter to(String column, Object value) {
    return new EqualityFilter(column, List.of(value));
  }
}
