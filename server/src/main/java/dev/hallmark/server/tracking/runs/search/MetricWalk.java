package dev.hallmark.server.tracking.runs.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.filter.OrderKey;
import dev.hallmark.server.storage.search.IndexRange;
import dev.hallmark.server.storage.search.IndexStage;
import dev.hallmark.server.storage.search.IndexWalk;
import dev.hallmark.server.storage.search.Sql;
import dev.hallmark.server.storage.search.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads runs in the order of a metric: first the numbers, by the index with the required direction, then NaN, then runs without the metric.
 * A stage is read only if the previous ones do not fill the page.
 */
final class MetricWalk implements Walk {
  private static final OrderKey START = new OrderKey(Field.attribute("start_time"), false);
  private static final String TABLES = "latest_metric d join run r on r.id = d.run_id";
  private static final String INDEX_PREFIX =
      "d.experiment_id, d.metric_key, d.is_nan, d.metric_value";

  private final IndexWalk byStart;

  MetricWalk(IndexWalk byStart) {
    this.byStart = byStart;
  }

  @Override
  public boolean serves(List<OrderKey> order) {
    return order.get(0).field().kind() == Kind.METRIC;
  }

  @Override
  public boolean bounds(Condition condition, List<OrderKey> order) {
    return condition.field().equals(order.get(0).field())
        && !MetricValues.bounds(condition).isEmpty();
  }

  @Override
  public List<IndexStage> stages(
      IndexRange range, List<OrderKey> order, List<Condition> conditions) {
    OrderKey metric = order.get(0);
    List<OrderKey> rest = order.subList(1, order.size());
    List<Condition> same = conditions.stream()
        .filter(condition -> condition.field().equals(metric.field()))
        .toList();
    List<IndexStage> stages = new ArrayList<>();
    stages.add(numbers(range, metric, rest, same));
    if (same.stream().allMatch(condition -> MetricValues.bounds(condition).isEmpty())) {
      stages.add(notANumber(range, metric, rest));
    }
    if (same.isEmpty()) {
      stages.addAll(withoutMetric(range, metric, rest, conditions));
    }
    return stages;
  }

  private static IndexStage numbers(
      IndexRange range, OrderKey metric, List<OrderKey> rest, List<Condition> same) {
    List<Sql> tests = tests(range, metric, false);
    same.forEach(condition -> tests.addAll(MetricValues.bounds(condition)));
    List<Sql> indexed = new ArrayList<>(List.of(Sql.of("d.metric_value")));
    indexed.addAll(start(rest));
    String order = INDEX_PREFIX + (metric.ascending() ? "" : " DESC") + ", d.start_time desc";
    return new IndexStage(TABLES, "", tests, List.of(0L), indexed, List.of(), order);
  }

  private static IndexStage notANumber(IndexRange range, OrderKey metric, List<OrderKey> rest) {
    String order = INDEX_PREFIX + " DESC, d.start_time DESC";
    return new IndexStage(
        TABLES, "", tests(range, metric, true), List.of(1L, 0.0), start(rest), List.of(), order);
  }

  private List<IndexStage> withoutMetric(
      IndexRange range, OrderKey metric, List<OrderKey> rest, List<Condition> conditions) {
    Sql missing = Sql.of(
        "(SELECT 1 FROM latest_metric t WHERE t.run_id = r.id AND t.metric_key = ?) IS NULL",
        metric.field().key());
    List<OrderKey> remaining = byStart.serves(rest) ? rest : List.of(START);
    return byStart.stages(range, remaining, conditions).stream()
        .map(stage -> byStart.serves(rest) ? stage : stage.unordered())
        .map(stage -> stage.withLeadingKeys(List.of(2L, 0.0), missing))
        .toList();
  }

  private static List<Sql> tests(IndexRange range, OrderKey metric, boolean notANumber) {
    List<Sql> tests = new ArrayList<>();
    tests.add(Sql.of("d.experiment_id = ?", range.value(RunSearch.EXPERIMENT)));
    tests.add(Sql.of("d.metric_key = ?", metric.field().key()));
    tests.add(Sql.of("d.is_nan = ?", notANumber));
    tests.add(Sql.of(RunSearch.ACTIVE).hidden().then(" = ?", range.value(RunSearch.ACTIVE)));
    return tests;
  }

  /** Both indexes have the start time, descending, as their next column. */
  private static List<Sql> start(List<OrderKey> rest) {
    return rest.get(0).equals(START) ? List.of(Sql.of("d.start_time")) : List.of();
  }
}
