package dev.hallmark.server.storage.search.execution;

import dev.hallmark.server.storage.search.IndexStage;
import dev.hallmark.server.storage.search.SearchSpec;
import dev.hallmark.server.storage.search.SortKey;
import dev.hallmark.server.storage.search.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads rows of one stage in the full order. The index has only the first sort keys; rows that are equal in these form a group, and only
 * groups are sorted. After a given row, it continues with several index ranges: first the rest of the row's group, then rows that are equal
 * in one key less, and so on.
 */
final class StageReader {
  private final SearchSpec spec;
  private final IndexStage stage;
  private final List<SortKey> order;
  private final List<Sql> expressions;
  private final List<Sql> tests;
  private final Statements statements;
  private final Comparator<Row> inOrder;
  private final int first;
  private final int tail;

  StageReader(
      SearchSpec spec,
      IndexStage stage,
      List<SortKey> order,
      List<Sql> conditions,
      Statements statements) {
    this.spec = spec;
    this.stage = stage;
    this.order = order;
    this.expressions = stage.expressions(order);
    this.tests = new ArrayList<>(stage.tests());
    this.tests.addAll(conditions);
    this.statements = statements;
    this.inOrder = Row.by(order, statements.dialect());
    this.first = stage.constants().size();
    this.tail = first + stage.indexed().size();
  }

  /**
   * @param after the key after which to start; empty for the start
   * @return fewer rows than the limit only at the end of the stage
   */
  List<Row> read(List<Object> after, int limit) {
    int front = Row.compare(stage.constants(), after, order, statements.dialect());
    if (front < 0) {
      return List.of();
    }
    if (front > 0 || after.isEmpty()) {
      return walk(List.of(), limit);
    }
    List<Row> rows = new ArrayList<>();
    if (tail < order.size()) {
      rows.addAll(group(after, List.of(Sort.beyond(order, expressions, after, tail)), limit));
    }
    for (int key = tail - 1; key >= first && rows.size() < limit; key--) {
      if (stage.isFixed(key)) {
        continue;
      }
      List<Sql> range = new ArrayList<>(equal(after, key));
      range.add(order.get(key).beyond(expressions.get(key), after.get(key)));
      rows.addAll(walk(range, limit - rows.size()));
    }
    return rows;
  }

  /** Reads in index order and sorts each group. */
  private List<Row> walk(List<Sql> range, int limit) {
    List<Row> rows = select(range, stage.order(), limit + 1);
    if (rows.size() <= limit) {
      rows.sort(inOrder);
      return rows;
    }
    Row cut = rows.remove(limit);
    if (tail < order.size() && sameGroup(cut, rows.get(limit - 1))) {
      rows.removeIf(row -> sameGroup(row, cut));
      rows.sort(inOrder);
      rows.addAll(group(cut.key(), List.of(), limit - rows.size()));
      return rows;
    }
    rows.sort(inOrder);
    return rows;
  }

  private boolean sameGroup(Row left, Row right) {
    return left.key().subList(0, tail).equals(right.key().subList(0, tail));
  }

  /** The first rows of one group, sorted by the database. */
  private List<Row> group(List<Object> key, List<Sql> range, int limit) {
    List<Sql> all = new ArrayList<>(equal(key, tail));
    all.addAll(range);
    return select(all, Sort.order(order, tail), limit);
  }

  /** Conditions for rows that are equal in the index keys before this one. */
  private List<Sql> equal(List<Object> key, int end) {
    List<Sql> equal = new ArrayList<>();
    for (int i = first; i < end; i++) {
      if (!stage.isFixed(i)) {
        equal.add(expressions.get(i).then(" = ?", key.get(i)));
      }
    }
    return equal;
  }

  private List<Row> select(List<Sql> range, String orderBy, int limit) {
    List<Sql> all = new ArrayList<>(range);
    all.addAll(tests);
    Sql select = Sort.select(spec.id(), expressions)
        .then(" FROM " + stage.from(statements.dialect()) + " WHERE ")
        .then(Sql.and(all))
        .then(" ORDER BY " + orderBy)
        .then(" FETCH FIRST " + limit + " ROWS ONLY");
    return statements.rows(select, order);
  }
}
