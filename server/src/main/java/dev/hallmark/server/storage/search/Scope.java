package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rows that a search may see before any filter.
 *
 * @param equalities on the leading columns, in this order, of the indexes that walks follow
 * @param rest what else must hold; kept from the optimizer
 * @param settled conditions of the filter that all rows in scope meet; nobody tests them again
 */
public record Scope(List<EqualityFilter> equalities, List<Sql> rest, Set<Condition> settled) {
  public Scope {
    equalities = List.copyOf(equalities);
    rest = List.copyOf(rest);
    settled = Set.copyOf(settled);
  }

  public static Scope of(EqualityFilter... equalities) {
    return new Scope(List.of(equalities), List.of(), Set.of());
  }

  /** With these conditions as well. */
  public Scope and(List<Sql> tests) {
    List<Sql> all = new ArrayList<>(rest);
    all.addAll(tests);
    return new Scope(equalities, all, settled);
  }

  /** The conditions that are left to test. */
  public List<Condition> open(Filter filter) {
    return filter.conditions().stream()
        .filter(condition -> !settled.contains(condition))
        .toList();
  }

  /** Nothing can be in it. */
  public boolean isEmpty() {
    return equalities.stream().anyMatch(equality -> equality.values().isEmpty());
  }

  /** The values in scope of this column. */
  public List<Object> values(String column) {
    return equalities.stream()
        .filter(equality -> equality.column().equals(column))
        .findFirst()
        .orElseThrow()
        .values();
  }

  public List<IndexRange> ranges() {
    List<IndexRange> ranges = List.of(new IndexRange(List.of()));
    for (EqualityFilter equality : equalities) {
      List<IndexRange> longer = new ArrayList<>();
      for (IndexRange range : ranges) {
        for (Object value : equality.values()) {
          List<EqualityFilter> narrower = new ArrayList<>(range.equalities());
          narrower.add(EqualityFilter.to(equality.column(), value));
          longer.add(new IndexRange(narrower));
        }
      }
      ranges = longer;
    }
    return ranges;
  }

  /** For statements that may use an index on the columns of the equality filters. */
  public List<Sql> tests() {
    List<Sql> tests = new ArrayList<>();
    equalities.forEach(equality -> tests.add(Sql.of(equality.column()).in(equality.values())));
    tests.addAll(rest);
    return tests;
  }

  /** For statements that must not. */
  public List<Sql> hiddenTests() {
    List<Sql> tests = new ArrayList<>();
    equalities.forEach(
        equality -> tests.add(Sql.of(equality.column()).hidden().in(equality.values())));
    tests.addAll(rest);
    return tests;
  }
}
