package dev.hallmark.server.api.mlflow.tracking;

import dev.hallmark.server.tracking.experiments.Experiment;
import java.util.List;

/** The JSON of an experiment. */
record WireExperiment(
    String experimentId,
    String name,
    String artifactLocation,
    String lifecycleStage,
    long creationTime,
    long lastUpdateTime,
    List<WireTag> tags,
    String workspace) {

  static WireExperiment of(Experiment experiment) {
    return new WireExperiment(
        experiment.id().toString(),
        experiment.name(),
        experiment.artifactLocation(),
        experiment.active() ? "active" : "deleted",
        experiment.createdAt(),
        experiment.updatedAt(),
        WireTag.of(experiment.tags()),
        experiment.workspace());
  }
}
