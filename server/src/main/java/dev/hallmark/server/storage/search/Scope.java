package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rows of a search before the filter is applied.
 *
 * @param equalities on the leading columns of the indexes, in index order
 * @param rest further conditions, hidden from the optimizer
 * @param satisfied conditions of the filter that all rows in scope meet, so that they need no test
 */
public record Scope(List<EqualityFilter> equalities, List<Sql> rest, Set<Condition> satisfied) {
  public Scope {
    equalities = List.copyOf(equalities);
    rest = List.copyOf(rest);
    satisfied = Set.copyOf(satisfied);
  }

  public static Scope of(EqualityFilter... equalities) {
    return new Scope(List.of(equalities), List.of(), Set.of());
  }

  /** Adds conditions. */
  public Scope and(List<Sql> tests) {
    List<Sql> all = new ArrayList<>(rest);
    all.addAll(tests);
    return new Scope(equalities, all, satisfied);
  }

  /** The conditions that still have to be tested. */
  public List<Condition> remaining(Filter filter) {
    return filter.conditions().stream()
        .filter(condition -> !satisfied.contains(condition))
        .toList();
  }

  /** Whether it contains no rows. */
  public boolean isEmpty() {
    return equalities.stream().anyMatch(equality -> equality.values().isEmpty());
  }

  /** The values of this column in scope. */
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

  /** Conditions for statements that can use an index on the columns of the equality filters. */
  public List<Sql> tests() {
    List<Sql> tests = new ArrayList<>();
    equalities.forEach(equality -> tests.add(Sql.of(equality.column()).in(equality.values())));
    tests.addAll(rest);
    return tests;
  }

  /** Conditions for statements that must not use such an index. */
  public List<Sql> hiddenTests() {
    List<Sql> tests = new ArrayList<>();
    equalities.forEach(
        equality -> tests.add(Sql.of(equality.column()).hidden().in(equality.values())));
    tests.addAll(rest);
    return tests;
  }
}
