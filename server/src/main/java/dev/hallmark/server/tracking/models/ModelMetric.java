package dev.hallmark.server.tracking.models;

import dev.hallmark.server.tracking.MetricPoint;

/**
 * A value measured on a logged model.
 *
 * @param modelId of the logged model
 * @param runId the run that measured it
 * @param datasetName empty when no dataset was named
 * @param datasetDigest empty when none was named
 */
public record ModelMetric(
    String modelId, MetricPoint point, String runId, String datasetName, String datasetDigest) {}
