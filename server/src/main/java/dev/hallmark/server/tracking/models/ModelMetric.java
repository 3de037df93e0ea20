package dev.hallmark.server.tracking.models;

import dev.hallmark.server.tracking.MetricPoint;

/**
 * A metric value of a logged model.
 *
 * @param modelId the id of the logged model
 * @param runId the run that logged it
 * @param datasetName empty if there is no dataset
 * @param datasetDigest empty if there is no dataset
 */
public record ModelMetric(
    String modelId, MetricPoint point, String runId, String datasetName, String datasetDigest) {}
