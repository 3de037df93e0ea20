package dev.hallmark.server.api.mlflow.tracking;

import static dev.hallmark.server.api.requests.RequiredFields.orElse;
import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.json.IndexedEntries;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.inputs.ModelHistory;
import dev.hallmark.server.tracking.runs.LogBatch;
import dev.hallmark.server.tracking.runs.NewMetric;
import dev.hallmark.server.tracking.runs.RunId;
import dev.hallmark.server.tracking.runs.RunLog;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** {@code runs/…}: logging of metrics, params and tags. */
public final class RunLogRoutes implements MlflowRoutes {
  private final RunLog log;

  public RunLogRoutes(RunLog log) {
    this.log = log;
  }

  @Override
  public List<Route> routes() {
    String prefix = "/2.0/mlflow/runs/";
    return List.of(
        Route.post(prefix + "log-metric", Permission.REGISTER, this::logMetric),
        Route.post(prefix + "log-parameter", Permission.REGISTER, this::logParam),
        Route.post(prefix + "set-tag", Permission.REGISTER, this::setTag),
        Route.post(prefix + "delete-tag", Permission.REGISTER, this::deleteTag),
        Route.post(prefix + "log-batch", Permission.REGISTER, this::logBatch),
        Route.post(prefix + "log-model", Permission.REGISTER, this::logModel));
  }

  record LogMetric(
      String runId,
      String runUuid,
      String key,
      Double value,
      Long timestamp,
      Long step,
      String modelId,
      String datasetName,
      String datasetDigest) {
    BatchMetric metric() {
      return new BatchMetric(key, value, timestamp, step, modelId, datasetName, datasetDigest);
    }
  }

  private void logMetric(Context ctx) {
    LogMetric call = MlflowJson.read(ctx, LogMetric.class);
    RunId id = id(call.runId, call.runUuid);
    log.metric(Callers.of(ctx), id, call.metric().toDomain());
    MlflowJson.write(ctx, Map.of());
  }

  record LogParam(String runId, String runUuid, String key, String value) {}

  private void logParam(Context ctx) {
    LogParam call = MlflowJson.read(ctx, LogParam.class);
    RunId id = id(call.runId, call.runUuid);
    log.param(Callers.of(ctx), id, new WireTag(call.key, call.value).toParam());
    MlflowJson.write(ctx, Map.of());
  }

  record SetTag(String runId, String runUuid, String key, String value) {}

  private void setTag(Context ctx) {
    SetTag call = MlflowJson.read(ctx, SetTag.class);
    RunId id = id(call.runId, call.runUuid);
    log.tag(Callers.of(ctx), id, new WireTag(call.key, call.value).toTag(Subject.RUN_TAG));
    MlflowJson.write(ctx, Map.of());
  }

  record DeleteTag(String runId, String key) {}

  private void deleteTag(Context ctx) {
    DeleteTag call = MlflowJson.read(ctx, DeleteTag.class);
    RunId id = id(call.runId, "");
    log.deleteTag(Callers.of(ctx), id, required("key", call.key));
    MlflowJson.write(ctx, Map.of());
  }

  record BatchMetric(
      String key,
      Double value,
      Long timestamp,
      Long step,
      String modelId,
      String datasetName,
      String datasetDigest) {
    NewMetric toDomain() {
      MetricPoint point = MetricPoint.measured(
          required("key", key),
          required("value", value),
          required("timestamp", timestamp),
          orElse(step, 0L));
      return new NewMetric(point, orEmpty(modelId), orEmpty(datasetName), orEmpty(datasetDigest));
    }
  }

  record Batch(String runId, List<BatchMetric> metrics, List<WireTag> params, List<WireTag> tags) {}

  private void logBatch(Context ctx) {
    Batch call = MlflowJson.read(ctx, Batch.class);
    RunId id = id(call.runId, "");
    List<BatchMetric> metrics = orEmpty(call.metrics);
    List<WireTag> params = orEmpty(call.params);
    List<WireTag> tags = orEmpty(call.tags);
    LogBatch.requireCounts(metrics.size(), params.size(), tags.size());
    LogBatch batch = new LogBatch(
        IndexedEntries.read("metrics", metrics, BatchMetric::toDomain),
        IndexedEntries.read("params", params, WireTag::toParam),
        IndexedEntries.read("tags", tags, tag -> tag.toTag(Subject.RUN_TAG)));
    log.batch(Callers.of(ctx), id, batch);
    MlflowJson.write(ctx, Map.of());
  }

  record LogModel(String runId, String modelJson) {}

  private void logModel(Context ctx) {
    LogModel call = MlflowJson.read(ctx, LogModel.class);
    RunId id = id(call.runId, "");
    log.model(Callers.of(ctx), id, ModelHistory.read(required("model_json", call.modelJson)));
    MlflowJson.write(ctx, Map.of());
  }

  private static RunId id(String runId, String runUuid) {
    return new RunRoutes.ById(runId, runUuid).id();
  }
}
