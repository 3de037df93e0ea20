package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Lengths;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.models.ModelMetric;

/**
 * A metric value to log.
 *
 * @param modelId a logged model that the value also belongs to; empty if there is none
 * @param datasetName the dataset; empty if there is none
 * @param datasetDigest empty if there is none
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
