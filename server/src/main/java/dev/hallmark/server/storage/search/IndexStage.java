package dev.hallmark.server.storage.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of an index that is read in order.
 *
 * @param from the tables, starting with that of the index
 * @param index the name of the index if {@code from} ends with its table; otherwise empty, and the database selects the index
 * @param tests the conditions that limit this part
 * @param constants the values of leading sort keys that are equal in all rows
 * @param indexed the expressions of the next sort keys, which the index has in this order
 * @param fixed those of them that are equal in all rows, with a value that is not known yet
 * @param order the ORDER BY that makes the database read in index order
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

  /** The same part for an order with additional leading keys. */
  public IndexStage withLeadingKeys(List<Object> front, Sql test) {
    List<Object> all = new ArrayList<>(front);
    all.addAll(constants);
    List<Sql> more = new ArrayList<>(tests);
    more.add(test);
    return new IndexStage(from, index, more, all, indexed, fixed, order);
  }

  /** The same part for an order that is unrelated to the index. */
  public IndexStage unordered() {
    return new IndexStage(from, index, tests, constants, List.of(), List.of(), order);
  }

  public String from(Dialect dialect) {
    return index.isEmpty() ? from : from + dialect.indexHint(index);
  }

  /** Whether this sort key is equal in all rows. */
  public boolean isFixed(int key) {
    int inIndex = key - constants.size();
    return inIndex >= 0 && inIndex < indexed.size() && fixed.contains(indexed.get(inIndex));
  }

  /** The expressions of all sort keys in this part. */
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

  /** Only numbers that this server generates: ranks, and zero for a missing value. */
  private static Sql constant(Object value) {
    return Sql.of(String.valueOf(((Number) value).longValue()));
  }
}
