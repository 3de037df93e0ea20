package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Operand;
import dev.hallmark.server.filter.Operator;
import dev.hallmark.server.filter.OrderKey;
import dev.hallmark.server.storage.IndexPrefix;
import dev.hallmark.server.storage.functions.TagBits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tags and params: a table of key and value beside the resource's own.
 *
 * @param owner its column with the resource's id, which is {@code id}
 * @param copied its column that stands first in the index by value, and the scope's name of it; empty when the key stands
 *     first
 * @param bits the resource's column with the {@link TagBits} of all its tags; empty when there is none
 */
public record KeyedTexts(
    String table, String owner, String id, String name, CopiedColumn copied, String bits)
    implements Values {
  /** A column of the table that repeats one of an equality filter of the resource. */
  public record CopiedColumn(String column, String scopeColumn) {
    static final CopiedColumn NOTHING = new CopiedColumn("", "");
  }

  /** @param name what the key and value columns' names begin with: tag or param */
  public KeyedTexts(String table, String owner, String id, String name) {
    this(table, owner, id, name, CopiedColumn.NOTHING);
  }

  public KeyedTexts(String table, String owner, String id, String name, CopiedColumn copied) {
    this(table, owner, id, name, copied, "");
  }

  public KeyedTexts summarizedIn(String column) {
    return new KeyedTexts(table, owner, id, name, copied, column);
  }

  @Override
  public Sql test(Condition condition) {
    return Tests.text(value(condition.field().key()), condition.operator(), condition.operand());
  }

  /** In a scalar subquery, and not EXISTS, so that no engine turns the statement around. */
  private Sql value(String key) {
    return Sql.of(
        "(SELECT t." + name + "_value FROM " + table + " t WHERE t." + owner + " = " + id
            + " AND t." + name + "_key = ?)",
        key);
  }

  @Override
  public Optional<Sql> candidates(Condition condition, Scope scope) {
    if (condition.operator() == Operator.IS_NULL) {
      return Optional.empty();
    }
    List<Sql> tests = new ArrayList<>();
    if (!copied.equals(CopiedColumn.NOTHING)) {
      tests.add(Sql.of("d." + copied.column()).in(scope.values(copied.scopeColumn())));
    }
    tests.add(Sql.of("d." + name + "_key = ?", condition.field().key()));
    tests.addAll(bounds(condition));
    return Optional.of(
        Sql.of("SELECT d." + owner + " AS hit FROM " + table + " d WHERE ").then(Sql.and(tests)));
  }

  /** No test that the index cannot answer: counting must stop early. */
  private List<Sql> bounds(Condition condition) {
    Sql column = Sql.of("d.value_prefix");
    Operand operand = condition.operand();
    return switch (condition.operator()) {
      case EQUAL ->
        List.of(column.then(" = ?", IndexPrefix.ofValue(((Operand.Text) operand).value())));
      case IN ->
        List.of(column.in(((Operand.Texts) operand)
            .values().stream().map(IndexPrefix::ofValue).toList()));
      case LIKE -> {
        String prefix = IndexPrefix.ofValue(LikePattern.prefix(((Operand.Text) operand).value()));
        yield prefix.isEmpty() ? List.of() : LikePattern.range(column, prefix);
      }
      case NOT_EQUAL, ILIKE, NOT_IN, IS_NOT_NULL -> List.of();
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IS_NULL ->
        throw new IllegalArgumentException("no index of texts answers " + condition.operator());
    };
  }

  @Override
  public Optional<Sql> hint(List<Condition> conditions) {
    if (bits.isEmpty()) {
      return Optional.empty();
    }
    long wanted = conditions.stream()
        .filter(condition -> condition.operator() == Operator.EQUAL)
        .mapToLong(condition -> TagBits.of(
            condition.field().key(),
            IndexPrefix.ofValue(((Operand.Text) condition.operand()).value())))
        .reduce(0, (all, some) -> all | some);
    return wanted == 0
        ? Optional.empty()
        : Optional.of(Sql.of("bitand(" + bits + ", cast(? as bigint)) = ?", wanted, wanted));
  }

  @Override
  public List<SortKey> sortKeys(OrderKey key) {
    return SortKey.nullable(value(key.field().key()), SortType.TEXT, key.ascending());
  }
}
