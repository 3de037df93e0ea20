package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.Operand;
import dev.hallmark.server.filter.Operator;
import dev.hallmark.server.filter.OrderKey;
import dev.hallmark.server.storage.IndexPrefix;
import dev.hallmark.server.storage.functions.CaseFolding;
import dev.hallmark.server.storage.search.Column.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attributes that are columns of the table of the resource. */
public final class Columns implements Values {
  private final String table;
  private final String id;
  private final Map<String, Column> filtered;
  private final Map<String, Column> ordered;

  /**
   * @param table the table with its alias
   * @param ordered columns for which an order uses another expression than a filter
   */
  public Columns(
      String table, String id, Map<String, Column> filtered, Map<String, Column> ordered) {
    this.table = table;
    this.id = id;
    this.filtered = Map.copyOf(filtered);
    this.ordered = Map.copyOf(ordered);
  }

  @Override
  public Sql test(Condition condition) {
    Column column = column(condition.field());
    if (condition.operator() == Operator.ILIKE && !column.folded().isEmpty()) {
      return Tests.folded(Sql.of(column.folded()).hidden(), text(condition));
    }
    return compare(column, Sql.of(column.sql()).hidden(), condition);
  }

  private static Sql compare(Column column, Sql value, Condition condition) {
    return column.type() == SortType.TEXT
        ? Tests.text(value, condition.operator(), condition.operand())
        : Tests.whole(value, condition.operator(), condition.operand());
  }

  @Override
  public Optional<Sql> candidates(Condition condition, Scope scope) {
    Column column = column(condition.field());
    List<Sql> bounds = column.probe() == Probe.NONE ? List.of() : bounds(condition);
    if (bounds.isEmpty()) {
      return Optional.empty();
    }
    List<Sql> tests = new ArrayList<>(bounds);
    if (column.probe() == Probe.IN_SCOPE) {
      tests.addAll(scope.tests());
    }
    return Optional.of(
        Sql.of("SELECT " + id + " AS hit FROM " + table + " WHERE ").then(Sql.and(tests)));
  }

  @Override
  public Optional<Sql> containing(Condition condition, SubstringLookup index) {
    Column column = column(condition.field());
    return isFoundBySubstring(condition)
        ? index.containing(LikePattern.substring(text(condition)), column, table, id)
        : Optional.empty();
  }

  /** Whether an index on substrings may exist and a substring of the pattern is more selective than its prefix. */
  private boolean isFoundBySubstring(Condition condition) {
    if (!column(condition.field()).inSubstrings()
        || (condition.operator() != Operator.LIKE && condition.operator() != Operator.ILIKE)) {
      return false;
    }
    String pattern = text(condition);
    return LikePattern.substring(pattern).length() > LikePattern.prefix(pattern).length();
  }

  /** Whether an index range on the column has few rows that do not match the condition. */
  boolean isSelective(Condition condition) {
    return condition.operator() != Operator.ILIKE
        && !isFoundBySubstring(condition)
        && !bounds(condition).isEmpty();
  }

  /** The conditions that an index on the column supports; empty if they restrict no range. */
  List<Sql> bounds(Condition condition) {
    Column column = column(condition.field());
    Sql value = Sql.of(column.sql());
    return switch (condition.operator()) {
      case EQUAL, IN -> {
        List<Sql> bounds = new ArrayList<>();
        if (!column.prefix().isEmpty()) {
          bounds.add(Sql.of(column.prefix()).in(prefixes(condition.operand())));
        }
        bounds.add(compare(column, value, condition));
        yield bounds;
      }
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
        List.of(compare(column, value, condition));
      case LIKE ->
        prefix(column.prefix().isEmpty() ? value : Sql.of(column.prefix()), text(condition));
      case ILIKE ->
        column.folded().isEmpty()
            ? List.of()
            : prefix(Sql.of(column.folded()), CaseFolding.fold(text(condition)));
      case NOT_EQUAL, NOT_IN, IS_NULL, IS_NOT_NULL -> List.of();
    };
  }

  private static List<Sql> prefix(Sql column, String pattern) {
    String prefix = IndexPrefix.ofValue(LikePattern.prefix(pattern));
    return prefix.isEmpty() ? List.of() : LikePattern.range(column, prefix);
  }

  private static List<String> prefixes(Operand operand) {
    List<String> texts = operand instanceof Operand.Texts list
        ? list.values()
        : List.of(((Operand.Text) operand).value());
    return texts.stream().map(IndexPrefix::ofSource).toList();
  }

  private static String text(Condition condition) {
    return ((Operand.Text) condition.operand()).value();
  }

  @Override
  public List<SortKey> sortKeys(OrderKey key) {
    Column column = ordered.getOrDefault(key.field().key(), column(key.field()));
    Sql value = Sql.of(column.sql());
    return column.nullable()
        ? SortKey.nullable(value, column.type(), key.ascending())
        : List.of(new SortKey(value, column.type(), key.ascending()));
  }

  /** The expression for an order. */
  Sql sql(Field field) {
    return Sql.of(ordered.getOrDefault(field.key(), column(field)).sql());
  }

  private Column column(Field field) {
    Column column = filtered.getOrDefault(field.key(), ordered.get(field.key()));
    if (column == null) {
      throw new IllegalArgumentException(field + " is no attribute here");
    }
    return column;
  }
}
