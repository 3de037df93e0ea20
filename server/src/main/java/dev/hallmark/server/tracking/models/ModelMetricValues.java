package dev.hallmark.server.tracking.models;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.DatasetRef;
import dev.hallmark.server.filter.Operator;
import dev.hallmark.server.filter.OrderKey;
import dev.hallmark.server.storage.search.Scope;
import dev.hallmark.server.storage.search.SortKey;
import dev.hallmark.server.storage.search.SortType;
import dev.hallmark.server.storage.search.Sql;
import dev.hallmark.server.storage.search.Tests;
import dev.hallmark.server.storage.search.Values;
import java.util.List;
import java.util.Optional;

/**
 * Metrics of logged models for searches. A filter matches if any logged value matches; an order uses the latest value.
 *
 * @param datasets restrict the values for a filter; empty for all
 */
record ModelMetricValues(List<DatasetRef> datasets) implements Values {
  private static final String OF_MODEL =
      " FROM logged_model_metric x WHERE x.model_id = l.id AND x.metric_key = ?";
  private static final String LATEST =
      " ORDER BY x.ts DESC, x.step DESC, x.metric_value DESC FETCH FIRST 1 ROWS ONLY)";

  ModelMetricValues {
    datasets = List.copyOf(datasets);
  }

  @Override
  public Sql test(Condition condition) {
    Sql fits = condition.operator() == Operator.NOT_EQUAL
        ? Sql.of("(x.is_nan or x.metric_value <> ?)", Tests.number(condition.operand()))
        : Sql.of("x.is_nan = false and ")
            .then(Tests.real(Sql.of("x.metric_value"), condition.operator(), condition.operand()));
    return Sql.of("(SELECT 1" + OF_MODEL + " AND ", condition.field().key())
        .then(fits)
        .then(measuredOn(datasets))
        .then(" FETCH FIRST 1 ROWS ONLY) = 1");
  }

  /** Whether a model has any metric on one of the datasets. */
  Sql measured() {
    return Sql.of("(SELECT 1 FROM logged_model_metric x WHERE x.model_id = l.id")
        .then(measuredOn(datasets))
        .then(" FETCH FIRST 1 ROWS ONLY) = 1");
  }

  private static Sql measuredOn(List<DatasetRef> datasets) {
    if (datasets.isEmpty()) {
      return Sql.NONE;
    }
    List<Sql> any = datasets.stream().map(ModelMetricValues::measuredOn).toList();
    return Sql.of(" AND (").then(Sql.join(" OR ", any)).then(")");
  }

  private static Sql measuredOn(DatasetRef dataset) {
    Sql name =
        dataset.name().isEmpty() ? Sql.of("1 = 1") : Sql.of("x.dataset_name = ?", dataset.name());
    return dataset.digest().isEmpty()
        ? name
        : name.then(" AND x.dataset_digest = ?", dataset.digest());
  }

  /** No index supports conditions on metric values. */
  @Override
  public Optional<Sql> candidates(Condition condition, Scope scope) {
    return Optional.empty();
  }

  /** Numbers first, then NaN, then models without the metric. */
  @Override
  public List<SortKey> sortKeys(OrderKey key) {
    Sql latest = Sql.of(OF_MODEL, key.field().key())
        .then(measuredOn(List.of(key.dataset())))
        .then(LATEST);
    Sql rank = Sql.of("coalesce((SELECT CASE WHEN x.is_nan THEN 1 ELSE 0 END")
        .then(latest)
        .then(", 2)");
    Sql value = Sql.of("coalesce((SELECT x.metric_value").then(latest).then(", 0)");
    return List.of(
        new SortKey(rank, SortType.WHOLE, true),
        new SortKey(value, SortType.REAL, key.ascending()));
  }
}
