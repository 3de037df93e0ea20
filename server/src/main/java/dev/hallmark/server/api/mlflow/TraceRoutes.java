package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.errors.MlflowErrors.ErrorBody;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.requests.Bodies;
import dev.hallmark.server.auth.Permission;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/**
 * Traces are not kept. SDK 3.17.2 warns once for each trace that it cannot send, and sends its spans one by one until it is told that
 * there is no place for them; so it is told that, and gets no trace back where it would create one. Spans and traces cannot
 * be read: those calls have no route.
 */
public final class TraceRoutes implements MlflowRoutes {
  /** The SDK looks for this beginning, and sends no more spans. */
  private static final ErrorBody NO_SPANS = new ErrorBody(
      "NOT_IMPLEMENTED", "REST OTLP span logging is not supported: this server keeps no traces.");

  /**
   * A trace without an id. Without the first tag the SDK would look for a folder to upload the spans to, and warn that
   * there is none.
   */
  private static final Map<String, Object> NOT_KEPT = Map.of(
      "trace",
      Map.of(
          "trace_info",
          Map.of(
              "tags",
              Map.of(
                  "mlflow.trace.spansLocation", "TRACKING_STORE",
                  "hallmark.trace", "not kept"))));

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/3.0/mlflow/traces", Permission.REGISTER, this::forget));
  }

  @Override
  public List<Route> rootRoutes() {
    return List.of(Route.post("/v1/traces", Permission.REGISTER, this::refuseSpans));
  }

  /** What a request for a trace holds does not matter here. */
  record StartTrace() {}

  private void forget(Context ctx) {
    MlflowJson.read(ctx, StartTrace.class);
    MlflowJson.write(ctx, NOT_KEPT);
  }

  private void refuseSpans(Context ctx) {
    Bodies.read(ctx);
    ctx.status(501);
    MlflowJson.write(ctx, NO_SPANS);
  }
}
