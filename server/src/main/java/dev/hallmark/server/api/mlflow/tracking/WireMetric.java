package dev.hallmark.server.api.mlflow.tracking;

import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.metrics.MetricHistory.RunPoint;
import dev.hallmark.server.tracking.models.ModelMetric;

/** The JSON of a metric value. Run, model and dataset are omitted if the request determines them. */
record WireMetric(
    String key,
    double value,
    long timestamp,
    long step,
    String modelId,
    String runId,
    String datasetName,
    String datasetDigest) {

  static WireMetric of(MetricPoint point) {
    return at(point, null, null, null, null);
  }

  static WireMetric of(RunPoint point) {
    return at(point.point(), null, point.runId(), null, null);
  }

  static WireMetric of(ModelMetric metric) {
    return at(
        metric.point(),
        metric.modelId(),
        metric.runId(),
        nullIfEmpty(metric.datasetName()),
        nullIfEmpty(metric.datasetDigest()));
  }

  private static WireMetric at(
      MetricPoint point, String modelId, String runId, String datasetName, String datasetDigest) {
    return new WireMetric(
        point.key(),
        point.value(),
        point.timestamp(),
        point.step(),
        modelId,
        runId,
        datasetName,
        datasetDigest);
  }

  private static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
