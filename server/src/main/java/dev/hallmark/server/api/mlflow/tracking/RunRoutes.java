package dev.hallmark.server.api.mlflow.tracking;

import static dev.hallmark.server.api.requests.RequiredFields.orElse;
import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.calls.IdempotentCalls;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.PageSize;
import dev.hallmark.server.api.mlflow.json.ListResponse;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.mlflow.json.WireEnum;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.runs.NewRun;
import dev.hallmark.server.tracking.runs.Run;
import dev.hallmark.server.tracking.runs.RunId;
import dev.hallmark.server.tracking.runs.RunInfo;
import dev.hallmark.server.tracking.runs.RunStatus;
import dev.hallmark.server.tracking.runs.Runs;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** {@code runs/…}: creation, search, update and deletion of runs. */
public final class RunRoutes implements MlflowRoutes {
  private static final int DEFAULT_RESULTS = 1000;
  private static final int MAX_RESULTS = 50_000;

  private final Runs runs;
  private final IdempotentCalls calls;

  public RunRoutes(Runs runs, IdempotentCalls calls) {
    this.runs = runs;
    this.calls = calls;
  }

  @Override
  public List<Route> routes() {
    String prefix = "/2.0/mlflow/runs/";
    return List.of(
        Route.post(prefix + "create", Permission.REGISTER, this::create),
        Route.get(prefix + "get", Permission.READ, this::get),
        Route.post(prefix + "update", Permission.REGISTER, this::update),
        Route.post(prefix + "delete", Permission.DELETE, this::delete),
        Route.post(prefix + "restore", Permission.DELETE, this::restore),
        Route.post(prefix + "search", Permission.READ, this::search));
  }

  record Response(WireRun run) {
    static Response of(Run run) {
      return new Response(WireRun.of(run));
    }
  }

  record Create(
      String experimentId, String userId, String runName, Long startTime, List<WireTag> tags) {}

  private void create(Context ctx) {
    Create call = MlflowJson.read(ctx, Create.class);
    ExperimentId experiment = ExperimentId.of(required("experiment_id", call.experimentId));
    List<KeyValue> tags =
        orEmpty(call.tags).stream().map(tag -> tag.toTag(Subject.RUN_TAG)).toList();
    NewRun run =
        new NewRun(orEmpty(call.runName), orEmpty(call.userId), orElse(call.startTime, 0L), tags);
    calls.create(
        ctx,
        call,
        Run.class,
        (caller, once) -> runs.create(caller, once, experiment, run),
        Response::of);
  }

  /** {@code run_uuid} is the field name of clients before 1.0. */
  record ById(String runId, String runUuid) {
    RunId id() {
      return new RunId(required("run_id", orEmpty(runId).isEmpty() ? runUuid : runId));
    }
  }

  private void get(Context ctx) {
    RunId id = MlflowJson.read(ctx, ById.class).id();
    MlflowJson.write(ctx, Response.of(runs.get(Callers.of(ctx), id)));
  }

  record Update(String runId, String runUuid, WireEnum status, Long endTime, String runName) {
    /** Missing fields and an empty name leave the current values. */
    UnaryOperator<RunInfo> edit() {
      RunStatus newStatus = status == null ? null : statusOf(status);
      return info -> {
        RunInfo next = newStatus == null ? info : info.withStatus(newStatus);
        next = endTime == null ? next : next.withEndTime(endTime);
        return orEmpty(runName).isEmpty() ? next : next.withName(runName);
      };
    }

    private static RunStatus statusOf(WireEnum status) {
      return WireEnum.runStatus("status", status);
    }
  }

  record Updated(WireRun.Info runInfo) {}

  private void update(Context ctx) {
    Update call = MlflowJson.read(ctx, Update.class);
    RunId id = new ById(call.runId, call.runUuid).id();
    RunInfo info = runs.update(Callers.of(ctx), id, call.edit());
    MlflowJson.write(ctx, new Updated(WireRun.Info.of(info)));
  }

  private void delete(Context ctx) {
    runs.delete(Callers.of(ctx), MlflowJson.read(ctx, ById.class).id());
    MlflowJson.write(ctx, Map.of());
  }

  private void restore(Context ctx) {
    runs.restore(Callers.of(ctx), MlflowJson.read(ctx, ById.class).id());
    MlflowJson.write(ctx, Map.of());
  }

  record SearchCall(
      List<String> experimentIds,
      String filter,
      WireEnum runViewType,
      Long maxResults,
      List<String> orderBy,
      String pageToken) {}

  private void search(Context ctx) {
    SearchCall call = MlflowJson.read(ctx, SearchCall.class);
    List<ExperimentId> experiments =
        orEmpty(call.experimentIds).stream().map(ExperimentId::of).toList();
    View view = WireEnum.view("run_view_type", call.runViewType);
    Filter filter = Grammar.RUNS.filter(orEmpty(call.filter));
    Order order = Grammar.RUNS.order(orEmpty(call.orderBy));
    int limit = PageSize.of(Subject.RUN, call.maxResults, DEFAULT_RESULTS, MAX_RESULTS);
    Rows<Run> found = runs.search(
        Callers.of(ctx), experiments, view, filter, order, limit, orEmpty(call.pageToken));
    ListResponse.write(ctx, "runs", found, WireRun::of);
  }
}
