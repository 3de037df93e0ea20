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
 * Discards traces. MLflow's Python client 3.17.2 warns for each trace that it cannot send, and sends spans one by one until the server
 * responds that it does not support them. Therefore the server says so, and creating a trace returns a trace without an id. Traces cannot
 * be read: those endpoints have no routes.
 */
public final class TraceRoutes implements MlflowRoutes {
  /** The client matches the beginning of this message and then sends no more spans. */
  private static final ErrorBody NO_SPANS = new ErrorBody(
      "NOT_IMPLEMENTED", "REST OTLP span logging is not supported: this server keeps no traces.");

  /**
   * A trace without an id. Without the first tag the client would look for an artifact location for the spans and warn that there is none.
   */
  private static final Map<String, Object> DISCARDED = Map.of(
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
    return List.of(Route.post("/3.0/mlflow/traces", Permission.REGISTER, this::discard));
  }

  @Override
  public List<Route> rootRoutes() {
    return List.of(Route.post("/v1/traces", Permission.REGISTER, this::refuseSpans));
  }

  /** The fields of the request are ignored. */
  record StartTrace() {}

  private void discard(Context ctx) {
    MlflowJson.read(ctx, StartTrace.class);
    MlflowJson.write(ctx, DISCARDED);
  }

  private void refuseSpans(Context ctx) {
    Bodies.read(ctx);
    ctx.status(501);
    MlflowJson.write(ctx, NO_SPANS);
  }
}
