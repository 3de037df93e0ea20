package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.OrderKey;
import java.util.List;
import java.util.Optional;

/** How one kind of field is found in the tables. */
public interface Values {
  /** Whether a row meets the condition, told without the help of any index on the row's own table. */
  Sql test(Condition condition);

  /**
   * A select of the ids of rows that may meet the condition, with only such tests as an index answers; empty when there
   * is no such index. It need not repeat the other conditions, nor all of the scope.
   */
  Optional<Sql> candidates(Condition condition, Scope scope);

  /** As {@link #candidates}, for a pattern whose longest substring is not at its beginning. */
  default Optional<Sql> containing(Condition condition, SubstringLookup index) {
    return Optional.empty();
  }

  /**
   * A test far cheaper than those of the conditions, which every row passes that meets them all; empty when there is none,
   * or when it would tell nothing.
   */
  default Optional<Sql> hint(List<Condition> conditions) {
    return Optional.empty();
  }

  /** Never empty. */
  List<SortKey> sortKeys(OrderKey key);
}
