package dev.hallmark.server.api.mlflow.tracking;

import dev.hallmark.server.tracking.inputs.Dataset;
import dev.hallmark.server.tracking.inputs.DatasetInput;
import dev.hallmark.server.tracking.inputs.ModelLink;
import dev.hallmark.server.tracking.runs.Run;
import dev.hallmark.server.tracking.runs.RunInfo;
import java.util.List;

/** The JSON of a run. */
record WireRun(Info info, Data data, Inputs inputs, Outputs outputs) {
  static WireRun of(Run run) {
    return new WireRun(Info.of(run.info()), Data.of(run), Inputs.of(run), Outputs.of(run));
  }

  /** Contains the id twice: clients before 1.0 read {@code run_uuid}. */
  record Info(
      String runUuid,
      String runId,
      String experimentId,
      String runName,
      String userId,
      String status,
      long startTime,
      Long endTime,
      String lifecycleStage,
      String artifactUri) {
    static Info of(RunInfo info) {
      return new Info(
          info.id().value(),
          info.id().value(),
          info.experiment().toString(),
          info.name(),
          info.userId(),
          info.status().name(),
          info.startTime(),
          info.endTime() == RunInfo.NOT_ENDED ? null : info.endTime(),
          info.active() ? "active" : "deleted",
          info.artifactUri());
    }
  }

  record Data(List<WireMetric> metrics, List<WireTag> params, List<WireTag> tags) {
    static Data of(Run run) {
      return new Data(
          run.metrics().stream().map(WireMetric::of).toList(),
          WireTag.of(run.params()),
          WireTag.of(run.tags()));
    }
  }

  record Inputs(List<WireDatasetInput> datasetInputs, List<ModelInput> modelInputs) {
    static Inputs of(Run run) {
      return new Inputs(
          run.datasets().stream().map(Inputs::inputOf).toList(),
          links(run, ModelLink.Direction.INPUT).stream()
              .map(link -> new ModelInput(link.modelId()))
              .toList());
    }

    private static WireDatasetInput inputOf(DatasetInput input) {
      return new WireDatasetInput(WireTag.of(input.tags()), datasetOf(input.dataset()));
    }

    static WireDataset datasetOf(Dataset dataset) {
      return new WireDataset(
          dataset.name(),
          dataset.digest(),
          dataset.sourceType(),
          dataset.source(),
          dataset.schema().isEmpty() ? null : dataset.schema(),
          dataset.profile().isEmpty() ? null : dataset.profile());
    }
  }

  record WireDatasetInput(List<WireTag> tags, WireDataset dataset) {}

  record WireDataset(
      String name,
      String digest,
      String sourceType,
      String source,
      String schema,
      String profile) {}

  record ModelInput(String modelId) {}

  record Outputs(List<ModelOutput> modelOutputs) {
    static Outputs of(Run run) {
      return new Outputs(links(run, ModelLink.Direction.OUTPUT).stream()
          .map(link -> new ModelOutput(link.modelId(), link.step()))
          .toList());
    }
  }

  record ModelOutput(String modelId, long step) {}

  private static List<ModelLink> links(Run run, ModelLink.Direction direction) {
    return run.models().stream().filter(link -> link.direction() == direction).toList();
  }
}
