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
 * Tags or params: a table of keys and values that refers to the table of the resource.
 *
 * @param owner its foreign key column, which refers to {@code id}
 * @param copied the first column of its index by value and the corresponding column of the scope; {@link CopiedColumn#NOTHING} if the key
 *     is first
 * @param bits the column of the resource with the {@link TagBits} of all its tags; empty if there is none
 */
public record KeyedTexts(
    String table, String owner, String id, String name, CopiedColumn copied, String bits)
    implements Values {
  /** A column of the table that repeats an equality filter column of the resource. */
  public record CopiedColumn(String column, String scopeColumn) {
    static final CopiedColumn NOTHING = new CopiedColumn("", "");
  }

  /** @param name the prefix of the key and value columns: tag or param */
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

  /** A scalar subquery instead of EXISTS, so that the database does not reorder the joins. */
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

  /** Only conditions that the index supports, so that counting stops early. */
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
