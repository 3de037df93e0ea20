package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables, columns and indexes of a resource for searches.
 *
 * @param table the table with the alias that all expressions use
 * @param id the column with the internal id
 * @param walks in order of preference
 */
public record SearchSpec(
    String table, String id, Map<Field.Kind, Values> values, List<Walk> walks) {
  public SearchSpec {
    values = Map.copyOf(values);
    walks = List.copyOf(walks);
  }

  /** Tests for all conditions, the cheapest first. */
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
   * A subquery for the rows of a limited number of candidates, to use instead of the table. Its limit and offset prevent the optimizer from
   * reordering it or from scanning the whole table for conditions with unknown selectivity.
   */
  public Sql rows(Sql candidates, int limit) {
    String alias = table.substring(table.indexOf(' ') + 1);
    return Sql.of("(SELECT " + alias + ".* FROM (")
        .then(candidates)
        .then(" FETCH FIRST " + limit + " ROWS ONLY) x JOIN " + table + " ON " + id
            + " = x.hit OFFSET 0 ROWS) " + alias);
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
