package dev.hallmark.server.tracking.runs.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Operator;
import dev.hallmark.server.filter.OrderKey;
import dev.hallmark.server.storage.search.Scope;
import dev.hallmark.server.storage.search.SortKey;
import dev.hallmark.server.storage.search.SortType;
import dev.hallmark.server.storage.search.Sql;
import dev.hallmark.server.storage.search.Tests;
import dev.hallmark.server.storage.search.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Latest metric values of runs for searches. NaN is unequal to every number, and every other comparison with it is false. */
final class MetricValues implements Values {
  private static final String OF_RUN =
      " FROM latest_metric t WHERE t.run_id = r.id AND t.metric_key = ?";

  @Override
  public Sql test(Condition condition) {
    String key = condition.field().key();
    if (condition.operator() == Operator.NOT_EQUAL) {
      return Sql.of(
          "(SELECT CASE WHEN t.is_nan OR t.metric_value <> ? THEN 1 ELSE 0 END" + OF_RUN + ") = 1",
          Tests.number(condition.operand()),
          key);
    }
    Sql value = Sql.of("(SELECT t.metric_value" + OF_RUN + " AND t.is_nan = FALSE)", key);
    return Tests.real(value, condition.operator(), condition.operand());
  }

  @Override
  public Optional<Sql> candidates(Condition condition, Scope scope) {
    List<Sql> tests = new ArrayList<>();
    tests.add(Sql.of("d.experiment_id").in(scope.values(RunSearch.EXPERIMENT)));
    tests.add(Sql.of("d.metric_key = ?", condition.field().key()));
    tests.addAll(bounds(condition));
    return Optional.of(
        Sql.of("SELECT d.run_id AS hit FROM latest_metric d WHERE ").then(Sql.and(tests)));
  }

  /** The part of the condition that the index by value supports, on rows {@code d}. */
  static List<Sql> bounds(Condition condition) {
    return condition.operator() == Operator.NOT_EQUAL
        ? List.of()
        : List.of(
            Sql.of("d.is_nan = false"),
            Tests.real(Sql.of("d.metric_value"), condition.operator(), condition.operand()));
  }

  /** Numbers first, then NaN, then runs without the metric. */
  @Override
  public List<SortKey> sortKeys(OrderKey key) {
    String metric = key.field().key();
    Sql rank =
        Sql.of("coalesce((SELECT CASE WHEN t.is_nan THEN 1 ELSE 0 END" + OF_RUN + "), 2)", metric);
    Sql value = Sql.of("coalesce((SELECT t.metric_value" + OF_RUN + "), 0)", metric);
    return List.of(
        new SortKey(rank, SortType.WHOLE, true),
        new SortKey(value, SortType.REAL, key.ascending()));
  }
}
