package dev.hallmark.server.api.mlflow.tracking;

import static dev.hallmark.server.api.requests.RequiredFields.orElse;
import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.inputs.Dataset;
import dev.hallmark.server.tracking.inputs.DatasetInput;
import dev.hallmark.server.tracking.inputs.ModelLink;
import dev.hallmark.server.tracking.inputs.ModelLink.Direction;
import dev.hallmark.server.tracking.runs.RunId;
import dev.hallmark.server.tracking.runs.RunLog;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** {@code runs/log-inputs} and {@code runs/outputs}: datasets and models of a run. */
public final class RunInputRoutes implements MlflowRoutes {
  private final RunLog log;

  public RunInputRoutes(RunLog log) {
    this.log = log;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/2.0/mlflow/runs/log-inputs", Permission.REGISTER, this::logInputs),
        Route.post("/2.0/mlflow/runs/outputs", Permission.REGISTER, this::logOutputs));
  }

  record WireInput(List<WireTag> tags, WireRun.WireDataset dataset) {
    DatasetInput toDomain() {
      WireRun.WireDataset given = required("dataset", dataset);
      Dataset known = new Dataset(
          required("name", given.name()),
          required("digest", given.digest()),
          required("source_type", given.sourceType()),
          required("source", given.source()),
          orEmpty(given.schema()),
          orEmpty(given.profile()));
      List<KeyValue> labels = orEmpty(tags).stream()
          .map(tag -> DatasetInput.tag(required("key", tag.key()), orEmpty(tag.value())))
          .toList();
      return new DatasetInput(known, labels);
    }
  }

  record Model(String modelId, Long step) {
    ModelLink toDomain(Direction direction) {
      long at = direction == Direction.INPUT ? 0L : orElse(step, 0L);
      return new ModelLink(direction, required("model_id", modelId), at);
    }
  }

  record LogInputs(String runId, List<WireInput> datasets, List<Model> models) {}

  private void logInputs(Context ctx) {
    LogInputs call = MlflowJson.read(ctx, LogInputs.class);
    RunId id = new RunId(required("run_id", call.runId));
    List<DatasetInput> datasets =
        orEmpty(call.datasets).stream().map(WireInput::toDomain).toList();
    log.inputs(Callers.of(ctx), id, datasets, links(call.models, Direction.INPUT));
    MlflowJson.write(ctx, Map.of());
  }

  record LogOutputs(String runId, List<Model> models) {}

  private void logOutputs(Context ctx) {
    LogOutputs call = MlflowJson.read(ctx, LogOutputs.class);
    RunId id = new RunId(required("run_id", call.runId));
    List<Model> models = required("models", call.models);
    log.outputs(Callers.of(ctx), id, links(models, Direction.OUTPUT));
    MlflowJson.write(ctx, Map.of());
  }

  private static List<ModelLink> links(List<Model> models, Direction direction) {
    return orEmpty(models).stream().map(model -> model.toDomain(direction)).toList();
  }
}
