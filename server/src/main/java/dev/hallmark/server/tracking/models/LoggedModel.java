package dev.hallmark.server.tracking.models;

import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import java.util.List;

/**
 * A logged model with all that hangs on it.
 *
 * @param params by key
 * @param tags by key
 * @param metrics every point, by key, time and step
 */
public record LoggedModel(
    Info info, List<KeyValue> params, List<KeyValue> tags, List<ModelMetric> metrics) {
  public LoggedModel {
    params = List.copyOf(params);
    tags = List.copyOf(tags);
    metrics = List.copyOf(metrics);
  }

  /**
   * @param modelId {@code m-} and 32 hexadecimal digits
   * @param modelType free text, may be empty
   * @param sourceRunId the run that logged it, empty without one
   * @param artifactUri the folder of its files
   * @param active false once it is deleted
   * @param createdAt milliseconds since the epoch
   */
  public record Info(
      String modelId,
      ExperimentId experiment,
      String name,
      String modelType,
      String sourceRunId,
      String artifactUri,
      LoggedModelStatus status,
      String statusMessage,
      boolean active,
      long createdAt,
      long updatedAt) {}
}
