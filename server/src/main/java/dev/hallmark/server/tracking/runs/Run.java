package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.inputs.DatasetInput;
import dev.hallmark.server.tracking.inputs.ModelLink;
import java.util.List;

/**
 * A run with its metrics, params, tags, inputs and outputs.
 *
 * @param metrics the latest value of each, sorted by key
 * @param params sorted by key
 * @param tags sorted by key
 */
public record Run(
    RunInfo info,
    List<MetricPoint> metrics,
    List<KeyValue> params,
    List<KeyValue> tags,
    List<DatasetInput> datasets,
    List<ModelLink> models) {
  public Run {
    metrics = List.copyOf(metrics);
    params = List.copyOf(params);
    tags = List.copyOf(tags);
    datasets = List.copyOf(datasets);
    models = List.copyOf(models);
  }
}
