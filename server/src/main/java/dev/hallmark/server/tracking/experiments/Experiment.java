package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.tracking.KeyValue;
import java.util.List;

/**
 * An experiment.
 *
 * @param artifactLocation the parent URI of the files of its runs and logged models
 * @param active false if it is deleted; it can be restored
 * @param createdAt milliseconds since the epoch
 * @param updatedAt milliseconds since the epoch; changes when it is renamed, deleted or restored
 * @param tags sorted by key
 */
public record Experiment(
    ExperimentId id,
    String workspace,
    String name,
    String artifactLocation,
    boolean active,
    long createdAt,
    long updatedAt,
    List<KeyValue> tags) {
  public Experiment {
    tags = List.copyOf(tags);
  }

  Experiment with(List<KeyValue> itsTags) {
    return new Experiment(
        id, workspace, name, artifactLocation, active, createdAt, updatedAt, itsTags);
  }
}
