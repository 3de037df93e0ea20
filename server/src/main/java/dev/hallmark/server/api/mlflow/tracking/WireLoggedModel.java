package dev.hallmark.server.api.mlflow.tracking;

import dev.hallmark.server.api.mlflow.json.WireEnum;
import dev.hallmark.server.tracking.models.LoggedModel;
import java.util.List;

/** The JSON of a logged model. */
record WireLoggedModel(Info info, Data data) {
  static WireLoggedModel of(LoggedModel model) {
    return new WireLoggedModel(Info.of(model), Data.of(model));
  }

  record Info(
      String modelId,
      String experimentId,
      String name,
      long creationTimestampMs,
      long lastUpdatedTimestampMs,
      String artifactUri,
      String status,
      String modelType,
      String sourceRunId,
      String statusMessage,
      List<WireTag> tags) {
    static Info of(LoggedModel model) {
      LoggedModel.Info info = model.info();
      return new Info(
          info.modelId(),
          info.experiment().toString(),
          info.name(),
          info.createdAt(),
          info.updatedAt(),
          info.artifactUri(),
          WireEnum.name(info.status()),
          info.modelType(),
          info.sourceRunId(),
          info.statusMessage().isEmpty() ? null : info.statusMessage(),
          WireTag.of(model.tags()));
    }
  }

  record Data(List<WireTag> params, List<WireMetric> metrics) {
    static Data of(LoggedModel model) {
      return new Data(
          WireTag.of(model.params()),
          model.metrics().stream().map(WireMetric::of).toList());
    }
  }
}
