package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.tracking.KeyValue;
import java.util.List;

/**
 * An experiment as it stands now.
 *
 * @param artifactLocation the URI below which its runs and logged models keep their files
 * @param active false once it is deleted, which can be undone
 * @param createdAt milliseconds since the epoch
 * @param updatedAt milliseconds since the epoch: created, renamed, deleted or restored
 * @param tags by key
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
