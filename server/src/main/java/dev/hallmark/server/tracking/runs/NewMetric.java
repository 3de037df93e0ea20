package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Lengths;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.models.ModelMetric;

/**
 * A value to log.
 *
 * @param modelId the logged model that the value belongs to as well; empty without one
 * @param datasetName what it was measured on; empty when not said
 * @param datasetDigest empty when not said
 */
public record NewMetric(
    MetricPoint point, String modelId, String datasetName, String datasetDigest) {
  private static final int MAX_NAME = 500;
  private static final int MAX_DIGEST = 36;

  public NewMetric {
    Lengths.requireAtMost(MAX_NAME, Subject.METRIC, "dataset_name", datasetName);
    Lengths.requireAtMost(MAX_DIGEST, Subject.METRIC, "dataset_digest", datasetDigest);
  }

  boolean isOfModel() {
    return !modelId.isEmpty();
  }

  ModelMetric measuredIn(RunId run) {
    return new ModelMetric(modelId, point, run.value(), datasetName, datasetDigest);
  }
}
