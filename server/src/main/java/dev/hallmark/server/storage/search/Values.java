package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.OrderKey;
import java.util.List;
import java.util.Optional;

/** SQL for one kind of field. */
public interface Values {
  /** A test of the condition that uses no index on the table of the row. */
  Sql test(Condition condition);

  /**
   * A select of the ids of rows that may match the condition, with only the tests that an index supports; empty if there is no such index.
   * It need not include the other conditions or the whole scope.
   */
  Optional<Sql> candidates(Condition condition, Scope scope);

  /** As {@link #candidates}, for a pattern whose longest literal part is not its prefix. */
  default Optional<Sql> containing(Condition condition, SubstringLookup index) {
    return Optional.empty();
  }

  /** A cheap test that every row passes which meets all conditions; empty if there is none, or if it would exclude nothing. */
  default Optional<Sql> hint(List<Condition> conditions) {
    return Optional.empty();
  }

  /** Never empty. */
  List<SortKey> sortKeys(OrderKey key);
}
