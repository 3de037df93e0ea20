package dev.hallmark.server.api.mlflow.tracking;

import static dev.hallmark.server.api.requests.RequiredFields.orElse;
import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.PageSize;
import dev.hallmark.server.api.mlflow.json.ListResponse;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.metrics.MetricHistory;
import dev.hallmark.server.tracking.metrics.MetricHistory.RunPoint;
import io.javalin.http.Context;
import java.util.List;

/** {@code metrics/…}: histories of metrics. MLflow's web UI uses the bulk calls. */
public final class MetricRoutes implements MlflowRoutes {
  private static final int MAX_RUNS = 100;
  private static final int MAX_SAMPLES = 2500;
  private static final int MAX_BULK = 25_000;

  private final MetricHistory history;

  public MetricRoutes(MetricHistory history) {
    this.history = history;
  }

  @Override
  public List<Route> routes() {
    String prefix = "/2.0/mlflow/metrics/";
    return List.of(
        Route.get(prefix + "get-history", Permission.READ, this::get),
        Route.get(prefix + "get-history-bulk-interval", Permission.READ, this::sample));
  }

  @Override
  public List<Route> browserRoutes() {
    return List.of(Route.get("/2.0/mlflow/metrics/get-history-bulk", Permission.READ, this::bulk));
  }

  record Get(String runId, String runUuid, String metricKey, Long maxResults, String pageToken) {}

  private void get(Context ctx) {
    Get call = MlflowJson.read(ctx, Get.class);
    String runId = required("run_id", orEmpty(call.runId).isEmpty() ? call.runUuid : call.runId);
    String key = required("metric_key", call.metricKey);
    int limit = PageSize.of(Subject.METRIC, call.maxResults, MetricHistory.ALL, MetricHistory.ALL);
    Rows<MetricPoint> found =
        history.of(Callers.of(ctx), runId, key, limit, orEmpty(call.pageToken));
    ListResponse.write(ctx, "metrics", found, WireMetric::of);
  }

  record Sample(
      List<String> runIds, String metricKey, Long startStep, Long endStep, Long maxResults) {
    void requireBothSteps() {
      if ((startStep == null) != (endStep == null)) {
        String given = startStep == null ? "end_step" : "start_step";
        Object value = orElse(startStep, orElse(endStep, 0L));
        throw RegistryException.invalid(Subject.METRIC, Reason.MISSING, given, value);
      }
      if (startStep != null && startStep > endStep) {
        throw RegistryException.invalid(
            Subject.METRIC, Reason.MISMATCH, "end_step", endStep, startStep);
      }
    }
  }

  private void sample(Context ctx) {
    Sample call = MlflowJson.read(ctx, Sample.class);
    List<String> runIds = runIds("run_ids", call.runIds);
    String key = required("metric_key", call.metricKey);
    call.requireBothSteps();
    int most = PageSize.between(Subject.METRIC, call.maxResults, MAX_SAMPLES);
    long first = orElse(call.startStep, Long.MIN_VALUE);
    long last = orElse(call.endStep, Long.MAX_VALUE);
    Rows<RunPoint> sampled = history.sample(Callers.of(ctx), runIds, key, first, last, most);
    ListResponse.write(ctx, "metrics", sampled, WireMetric::of);
  }

  record Bulk(List<String> runId, String metricKey, Long maxResults) {
    void requireBoth() {
      if (orEmpty(runId).isEmpty()) {
        throw RegistryException.invalid(Subject.METRIC, Reason.MISSING, "run_id", "");
      }
      if (orEmpty(metricKey).isEmpty()) {
        throw RegistryException.invalid(Subject.METRIC, Reason.MISSING, "metric_key", "");
      }
    }
  }

  private void bulk(Context ctx) {
    Bulk call = MlflowJson.read(ctx, Bulk.class);
    call.requireBoth();
    List<String> runIds = runIds("run_id", call.runId);
    String key = call.metricKey;
    int limit = PageSize.between(Subject.METRIC, call.maxResults, MAX_BULK);
    Rows<RunPoint> points = Rows.of(history.bulk(Callers.of(ctx), runIds, key, limit));
    ListResponse.write(ctx, "metrics", points, WireMetric::of);
  }

  private static List<String> runIds(String field, List<String> given) {
    List<String> runIds = required(field, given);
    if (runIds.size() > MAX_RUNS) {
      throw RegistryException.invalid(
          Subject.METRIC, Reason.OUT_OF_RANGE, field, runIds.size(), MAX_RUNS);
    }
    return runIds;
  }
}
