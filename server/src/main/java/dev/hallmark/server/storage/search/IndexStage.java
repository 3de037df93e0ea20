package dev.hallmark.server.storage.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of an index.
 *
 * @param from the tables, the index's first
 * @param index the name of the index if {@code from} ends with its table; else empty, and the engine finds it
 * @param tests what bounds the stretch
 * @param constants the leading sort keys' values, where these are the same in all its rows
 * @param indexed the expressions of the sort keys after those whose order the index has
 * @param fixed those of them that are the same in all its rows, though nobody knows their value yet
 * @param order the ORDER BY that makes the engine follow the index
 */
public record IndexStage(
    String from,
    String index,
    List<Sql> tests,
    List<Object> constants,
    List<Sql> indexed,
    List<Sql> fixed,
    String order) {
  public IndexStage {
    tests = List.copyOf(tests);
    constants = List.copyOf(constants);
    indexed = List.copyOf(indexed);
    fixed = List.copyOf(fixed);
  }

  /** The same stretch as part of an order that has more keys in front. */
  public IndexStage behind(List<Object> front, Sql test) {
    List<Object> all = new ArrayList<>(front);
    all.addAll(constants);
    List<Sql> more = new ArrayList<>(tests);
    more.add(test);
    return new IndexStage(from, index, more, all, indexed, fixed, order);
  }

  /** For an order that has nothing in common with the index but is wanted of the same rows. */
  public IndexStage unordered() {
    return new IndexStage(from, index, tests, constants, List.of(), List.of(), order);
  }

  public String from(Dialect dialect) {
    return index.isEmpty() ? from : from + dialect.following(index);
  }

  /** Whether this sort key tells no two of its rows apart. */
  public boolean isFixed(int key) {
    int inIndex = key - constants.size();
    return inIndex >= 0 && inIndex < indexed.size() && fixed.contains(indexed.get(inIndex));
  }

  /** The expression of every sort key within this stretch. */
  public List<Sql> expressions(List<SortKey> keys) {
    List<Sql> expressions = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int inIndex = i - constants.size();
      if (inIndex < 0) {
        expressions.add(constant(constants.get(i)));
      } else if (inIndex < indexed.size()) {
        expressions.add(indexed.get(inIndex));
      } else {
        expressions.add(keys.get(i).value());
      }
    }
    return expressions;
  }

  /** Numbers only, and ours: ranks, and the zero that stands for no value. */
  private static Sql constant(Object value) {
    return Sql.of(String.valueOf(((Number) value).longValue()));
  }
}
