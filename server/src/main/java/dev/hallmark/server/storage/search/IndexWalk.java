package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.OrderKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A plain index over a resource's own table: the columns of the equality filters first, then those of some attributes. */
public final class IndexWalk implements Walk {
  private final String table;
  private final String name;
  private final Columns columns;
  private final Set<Field> fixed;
  private final List<OrderKey> index;

  /**
   * @param name of the index
   * @param index the attributes behind the columns of the equality filters, as the index has them; none of them is ever null
   */
  public IndexWalk(String table, String name, Columns columns, OrderKey... index) {
    this(table, name, columns, Set.of(), index);
  }

  /** @param fixed attributes that are the same wherever those columns are; only for a scope of a single range */
  public IndexWalk(
      String table, String name, Columns columns, Set<Field> fixed, OrderKey... index) {
    this.table = table;
    this.name = name;
    this.columns = columns;
    this.fixed = Set.copyOf(fixed);
    this.index = List.of(index);
  }

  public static OrderKey up(String attribute) {
    return new OrderKey(Field.attribute(attribute), true);
  }

  public static OrderKey down(String attribute) {
    return new OrderKey(Field.attribute(attribute), false);
  }

  @Override
  public boolean serves(List<OrderKey> order) {
    return index.get(0).field().equals(order.get(0).field());
  }

  @Override
  public boolean bounds(Condition condition, List<OrderKey> order) {
    return leads(condition) && columns.settles(condition);
  }

  private boolean leads(Condition condition) {
    return condition.field().equals(index.get(0).field());
  }

  /** The order names every column of the index: H2 may take another one that begins alike, and sort. */
  @Override
  public List<IndexStage> stages(
      IndexRange range, List<OrderKey> order, List<Condition> conditions) {
    boolean backward = index.get(0).ascending() != order.get(0).ascending();
    List<Sql> tests = new ArrayList<>();
    tests.add(range.test());
    conditions.stream()
        .filter(this::leads)
        .forEach(condition -> tests.addAll(columns.bounds(condition)));
    String keys = index.stream()
        .map(key -> columns.sql(key.field()).text() + (key.ascending() == backward ? " DESC" : ""))
        .collect(Collectors.joining(", "));
    List<Sql> indexed =
        shared(order, backward).stream().map(key -> columns.sql(key.field())).toList();
    List<Sql> constant = fixed.stream().map(columns::sql).toList();
    return List.of(new IndexStage(
        table, name, tests, List.of(), indexed, constant, range.order(backward) + keys));
  }

  /** How far index and order agree, the index read in one direction. */
  private List<OrderKey> shared(List<OrderKey> order, boolean backward) {
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
