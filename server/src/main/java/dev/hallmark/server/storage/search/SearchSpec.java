package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
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

  List<Sql> tests(Filter filter) {
    return filter.conditions().stream().map(this::test).toList();
  }

  Sql test(Condition condition) {
    return values(condition.field()).test(condition);
  }

  Optional<Sql> candidates(Condition condition, Scope scope, TextIndex index) {
    Values values = values(condition.field());
    return values.pieced(condition, index).or(() -> values.candidates(condition, scope));
  }

  List<SortKey> sortKeys(Order order) {
    return order.keys().stream()
        .flatMap(key -> values(key.field()).sortKeys(key).stream())
        .toList();
  }

  Optional<Walk> walk(Order order) {
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
