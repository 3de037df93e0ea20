package dev.hallmark.server.tracking.runs.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Operator;
import dev.hallmark.server.filter.OrderKey;
import dev.hallmark.server.storage.search.Scope;
import dev.hallmark.server.storage.search.SortKey;
import dev.hallmark.server.storage.search.Sql;
import dev.hallmark.server.storage.search.Tests;
import dev.hallmark.server.storage.search.Values;
import java.util.List;
import java.util.Optional;

/** Input datasets of runs for searches. A condition matches if one of the datasets matches. */
final class DatasetValues implements Values {
  private static final String TABLES =
      " FROM run_dataset x JOIN dataset d ON d.id = x.dataset_id WHERE ";

  @Override
  public Sql test(Condition condition) {
    return Sql.of("(SELECT 1" + TABLES + "x.run_id = r.id and ")
        .then(matches(condition))
        .then(" FETCH FIRST 1 ROWS ONLY) = 1");
  }

  private static Sql matches(Condition condition) {
    String key = condition.field().key();
    Sql value = Sql.of(key.equals("context") ? "x.context" : "d." + key);
    return Tests.text(value, condition.operator(), condition.operand());
  }

  @Override
  public Optional<Sql> candidates(Condition condition, Scope scope) {
    boolean exact = condition.operator() == Operator.EQUAL || condition.operator() == Operator.IN;
    if (!exact || !condition.field().key().equals("name")) {
      return Optional.empty();
    }
    return Optional.of(Sql.of("SELECT DISTINCT x.run_id AS hit" + TABLES)
        .then(Sql.of("d.experiment_id").in(scope.values(RunSearch.EXPERIMENT)))
        .then(" AND ")
        .then(matches(condition)));
  }

  @Override
  public List<SortKey> sortKeys(OrderKey key) {
    throw new IllegalArgumentException("no order by datasets");
  }
}
