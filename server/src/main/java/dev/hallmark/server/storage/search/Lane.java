package dev.hallmark.server.storage.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One stretch of an index: its leading columns are pinned to one value each.
 *
 * @param pins with exactly one value each
 */
public record Lane(List<Pin> pins) {
  public Lane {
    pins = List.copyOf(pins);
  }

  public Sql test() {
    return Sql.and(pins.stream()
        .map(pin -> Sql.of(pin.column() + " = ?", pin.values().get(0)))
        .toList());
  }

  /** The value that the column is pinned to. */
  public Object value(String column) {
    return pins.stream()
        .filter(pin -> pin.column().equals(column))
        .findFirst()
        .orElseThrow()
        .values()
        .get(0);
  }

  /** H2 follows an index only when the order names its constant columns as well. */
  String order(boolean backward) {
    return pins.stream()
        .map(pin -> pin.column() + (backward ? " desc, " : ", "))
        .collect(Collectors.joining());
  }
}
