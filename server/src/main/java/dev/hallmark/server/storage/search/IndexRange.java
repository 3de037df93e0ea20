package dev.hallmark.server.storage.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A range of an index in which its leading columns have one value each.
 *
 * @param equalities with exactly one value each
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

  /** The one value that the column has. */
  public Object value(String column) {
    return equalities.stream()
        .filter(equality -> equality.column().equals(column))
        .findFirst()
        .orElseThrow()
        .values()
        .get(0);
  }

  /** H2 follows an index only when the order names its constant columns as well. */
  String order(boolean backward) {
    return equalities.stream()
        .map(equality -> equality.column() + (backward ? " DESC, " : ", "))
        .collect(Collectors.joining());
  }
}
