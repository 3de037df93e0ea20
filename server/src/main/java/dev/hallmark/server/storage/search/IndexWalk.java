package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.OrderKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An index on the table of a resource: first the columns of the equality filters, then columns of attributes. */
public final class IndexWalk implements Walk {
  private final String table;
  private final String name;
  private final Columns columns;
  private final Set<Field> fixed;
  private final List<OrderKey> index;

  /**
   * @param name the name of the index
   * @param index the attributes after the columns of the equality filters, in index order; never null
   */
  public IndexWalk(String table, String name, Columns columns, OrderKey... index) {
    this(table, name, columns, Set.of(), index);
  }

  /** @param fixed attributes that are equal in all rows of a range; only for a scope with a single range */
  public IndexWalk(
      String table, String name, Columns columns, Set<Field> fixed, OrderKey... index) {
    this.table = table;
    this.name = name;
    this.columns = columns;
    this.fixed = Set.copyOf(fixed);
    this.index = List.of(index);
  }

  public static OrderKey ascending(String attribute) {
    return new OrderKey(Field.attribute(attribute), true);
  }

  public static OrderKey descending(String attribute) {
    return new OrderKey(Field.attribute(attribute), false);
  }

  @Override
  public boolean serves(List<OrderKey> order) {
    return index.get(0).field().equals(order.get(0).field());
  }

  @Override
  public boolean bounds(Condition condition, List<OrderKey> order) {
    return isOnFirstColumn(condition) && columns.isSelective(condition);
  }

  private boolean isOnFirstColumn(Condition condition) {
    return condition.field().equals(index.get(0).field());
  }

  /** ORDER BY has all columns of the index; otherwise H2 may take another index with the same first columns, and sort. */
  @Override
  public List<IndexStage> stages(
      IndexRange range, List<OrderKey> order, List<Condition> conditions) {
    boolean backward = index.get(0).ascending() != order.get(0).ascending();
    List<Sql> tests = new ArrayList<>();
    tests.add(range.test());
    conditions.stream()
        .filter(this::isOnFirstColumn)
        .forEach(condition -> tests.addAll(columns.bounds(condition)));
    String keys = index.stream()
        .map(key -> columns.sql(key.field()).text() + (key.ascending() == backward ? " DESC" : ""))
        .collect(Collectors.joining(", "));
    List<Sql> indexed = commonPrefix(order, backward).stream()
        .map(key -> columns.sql(key.field()))
        .toList();
    List<Sql> constant = fixed.stream().map(columns::sql).toList();
    return List.of(new IndexStage(
        table, name, tests, List.of(), indexed, constant, range.order(backward) + keys));
  }

  /** The longest common prefix of index and order for this direction. */
  private List<OrderKey> commonPrefix(List<OrderKey> order, boolean backward) {
    int length = 0;
    int column = 0;
    while (length < order.size()) {
      OrderKey key = order.get(length);
      if (!fixed.contains(key.field())) {
        if (column == index.size() || !agrees(index.get(column), key, backward)) {
          break;
        }
        column++;
      }
      length++;
    }
    return order.subList(0, length);
  }

  private static boolean agrees(OrderKey column, OrderKey key, boolean backward) {
    return column.field().equals(key.field())
        && (column.ascending() != key.ascending()) == backward;
  }
}
