package dev.hallmark.server.tracking.models;

import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import java.util.List;

/**
 * A logged model with its params, tags and metrics.
 *
 * @param params sorted by key
 * @param tags sorted by key
 * @param metrics all values, sorted by key, time and step
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
   * @param modelType free text; may be empty
   * @param sourceRunId the run that logged it; empty if there is none
   * @param artifactUri the URI of the folder with its files
   * @param active false if it is deleted
   * @param createdAt milliseconds since the epoch, as is {@code updatedAt}
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
