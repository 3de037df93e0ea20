package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.storage.IdBatches;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.models.ModelMetric;
import dev.hallmark.server.tracking.models.ModelMetrics;
import dev.hallmark.server.tracking.runs.RunRows.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes metrics of a run whose row is locked. */
final class RunMetrics {
  private RunMetrics() {}

  /** Adds the values to the run and to their logged models, and updates the latest values. */
  static void add(Tx tx, AuthorizedCaller caller, Stored run, List<NewMetric> metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    List<MetricPoint> points = metrics.stream().map(NewMetric::point).toList();
    MetricStore store = tx.attach(MetricStore.class);
    store.addPoints(run.key(), points);
    updateLatest(store, run, latest(points));
    List<ModelMetric> measured = metrics.stream()
        .filter(NewMetric::isOfModel)
        .map(metric -> metric.measuredIn(run.info().id()))
        .toList();
    ModelMetrics.add(tx, caller, measured);
  }

  private static Map<String, MetricPoint> latest(List<MetricPoint> points) {
    return points.stream()
        .collect(Collectors.toMap(
            MetricPoint::key, Function.identity(), BinaryOperator.maxBy(MetricPoint.BY_AGE)));
  }

  private static void updateLatest(MetricStore store, Stored run, Map<String, MetricPoint> latest) {
    Map<String, MetricPoint> added = new HashMap<>(latest);
    List<MetricPoint> changed = new ArrayList<>();
    List<String> keys = List.copyOf(latest.keySet());
    for (MetricPoint stored : IdBatches.of(keys, some -> store.latest(run.key(), some))) {
      MetricPoint candidate = added.remove(stored.key());
      if (MetricPoint.BY_AGE.compare(candidate, stored) > 0) {
        changed.add(candidate);
      }
    }
    RunInfo info = run.info();
    store.changeLatest(run.key(), changed);
    store.addLatest(
        run.key(), info.experiment().value(), info.startTime(), List.copyOf(added.values()));
  }
}
