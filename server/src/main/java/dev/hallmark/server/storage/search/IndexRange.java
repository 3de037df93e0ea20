package dev.hallmark.server.storage.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A range of an index in which each leading column has one value.
 *
 * @param equalities each with exactly one value
 */
public record IndexRange(List<EqualityFilter> equalities) {
  public IndexRange {
    equalities = List.copyOf(equalities);
  }

  public Sql test() {
    return Sql.and(equalities.stream()
        .map(equality -> Sql.of(equality.column() + " = ?", equality.values().get(0)))
        .toList());
  }

  /** The value of this column. */
  public Object value(String column) {
    return equalities.stream()
        .filter(equality -> equality.column().equals(column))
        .findFirst()
        .orElseThrow()
        .values()
        .get(0);
  }

  /** The start of an ORDER BY: H2 uses the order of an index only if ORDER BY also has its constant columns. */
  String order(boolean backward) {
    return equalities.stream()
        .map(equality -> equality.column() + (backward ? " DESC, " : ", "))
        .collect(Collectors.joining());
  }
}
