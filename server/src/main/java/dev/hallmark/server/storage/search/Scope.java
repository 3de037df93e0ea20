package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rows that a search may see before any filter.
 *
 * @param pins on the leading columns, in this order, of the indexes that walks follow
 * @param rest what else must hold; kept from the optimizer
 * @param settled conditions of the filter that all rows in scope meet; nobody tests them again
 */
public record Scope(List<Pin> pins, List<Sql> rest, Set<Condition> settled) {
  public Scope {
    pins = List.copyOf(pins);
    rest = List.copyOf(rest);
    settled = Set.copyOf(settled);
  }

  public static Scope of(Pin... pins) {
    return new Scope(List.of(pins), List.of(), Set.of());
  }

  /** With these conditions as well. */
  public Scope and(List<Sql> tests) {
    List<Sql> all = new ArrayList<>(rest);
    all.addAll(tests);
    return new Scope(pins, all, settled);
  }

  /** The conditions that are left to test. */
  List<Condition> open(Filter filter) {
    return filter.conditions().stream()
        .filter(condition -> !settled.contains(condition))
        .toList();
  }

  /** Nothing can be in it. */
  boolean isEmpty() {
    return pins.stream().anyMatch(pin -> pin.values().isEmpty());
  }

  /** The values in scope of this column. */
  public List<Object> values(String column) {
    return pins.stream()
        .filter(pin -> pin.column().equals(column))
        .findFirst()
        .orElseThrow()
        .values();
  }

  List<Lane> lanes() {
    List<Lane> lanes = List.of(new Lane(List.of()));
    for (Pin pin : pins) {
      List<Lane> longer = new ArrayList<>();
      for (Lane lane : lanes) {
        for (Object value : pin.values()) {
          List<Pin> pinned = new ArrayList<>(lane.pins());
          pinned.add(Pin.to(pin.column(), value));
          longer.add(new Lane(pinned));
        }
      }
      lanes = longer;
    }
    return lanes;
  }

  /** For statements that may use an index on the pinned columns. */
  List<Sql> tests() {
    List<Sql> tests = new ArrayList<>();
    pins.forEach(pin -> tests.add(Sql.of(pin.column()).in(pin.values())));
    tests.addAll(rest);
    return tests;
  }

  /** For statements that must not. */
  List<Sql> hiddenTests() {
    List<Sql> tests = new ArrayList<>();
    pins.forEach(pin -> tests.add(Sql.of(pin.column()).hidden().in(pin.values())));
    tests.addAll(rest);
    return tests;
  }
}
