package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource's tables, as searches see them.
 *
 * @param table with the alias that all expressions use
 * @param id the column with the internal id
 * @param walks in the order of preference
 */
public record SearchSpec(
    String table, String id, Map<Field.Kind, Values> values, List<Walk> walks) {
  public SearchSpec {
    values = Map.copyOf(values);
    walks = List.copyOf(walks);
  }

  /** That a row meets all the conditions, cheap tests first. */
  public List<Sql> tests(List<Condition> conditions) {
    List<Sql> tests = new ArrayList<>();
    values.forEach((kind, of) -> of.hint(
            conditions.stream().filter(c -> c.field().kind() == kind).toList())
        .ifPresent(tests::add));
    conditions.forEach(condition -> tests.add(test(condition)));
    return tests;
  }

  public Sql test(Condition condition) {
    return values(condition.field()).test(condition);
  }

  public Optional<Sql> candidates(Condition condition, Scope scope, SubstringLookup index) {
    Values values = values(condition.field());
    return values.containing(condition, index).or(() -> values.candidates(condition, scope));
  }

  /**
   * The rows of so many candidates at the most, to stand for the table. Both limits keep the engines from looking inside:
   * they would begin elsewhere, or read the whole table for tests whose rows they cannot guess.
   */
  public Sql rows(Sql candidates, int limit) {
    String alias = table.substring(table.indexOf(' ') + 1);
    return Sql.of("(SELECT " + alias + ".* FROM (")
        .then(candidates)
        .then(" FETCH FIRST " + limit + " ROWS ONLY) x JOIN " + table + " ON " + id
            + " = x.hit offset 0 rows) " + alias);
  }

  public List<SortKey> sortKeys(Order order) {
    return order.keys().stream()
        .flatMap(key -> values(key.field()).sortKeys(key).stream())
        .toList();
  }

  public Optional<Walk> walk(Order order) {
    return walks.stream().filter(walk -> walk.serves(order.keys())).findFirst();
  }

  private Values values(Field field) {
    Values found = values.get(field.kind());
    if (found == null) {
      throw new IllegalArgumentException(field + " is nothing that " + table + " has");
    }
    return found;
  }
}
