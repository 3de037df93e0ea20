package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code server-info}, {@code health} and {@code version}. */
public final class SystemRoutes implements MlflowRoutes {
  private static final String PRODUCT_VERSION = "X-Hallmark-Version";

  /**
   * The response of {@code server-info}. The fields are those of MLflow 3.18 without the limits of skills, which this server does not
   * support. Clients treat a missing field as false.
   *
   * @param trackingAuth the authentication scheme; empty for none
   */
  record ServerInfo(
      String storeType,
      boolean workspacesEnabled,
      boolean traceArchivalEnabled,
      boolean multipartUploadsEnabled,
      boolean multipartDownloadsEnabled,
      boolean artifactServingEnabled,
      boolean artifactsPresignedOnly,
      Map<String, Boolean> featuresEnabled,
      boolean presignedUploadRunIdSupported,
      boolean presignedUploadModelIdSupported,
      boolean modelArtifactPresignedDownloadsSupported,
      String trackingAuth,
      boolean idempotencyKeysSupported,
      String hallmarkVersion) {}

  /**
   * How clients can transfer files.
   *
   * @param direct whether they can get presigned URLs
   * @param directOnly whether they must use them
   */
  public record Transfers(boolean direct, boolean directOnly) {}

  private final BooleanSupplier ready;
  private final Supplier<String> readOnly;
  private final boolean workspaces;
  private final Transfers transfers;
  private final String version;

  /**
   * @param ready whether the server can serve requests now
   * @param readOnly why the server is read-only now; empty if it is not
   * @param workspaces whether workspaces other than {@code default} are enabled
   * @param version the version of Hallmark
   */
  public SystemRoutes(
      BooleanSupplier ready,
      Supplier<String> readOnly,
      boolean workspaces,
      Transfers transfers,
      String version) {
    this.ready = ready;
    this.readOnly = readOnly;
    this.workspaces = workspaces;
    this.transfers = transfers;
    this.version = version;
  }

  @Override
  public List<Route> routes() {
    ServerInfo info = new ServerInfo(
        "SqlStore",
        workspaces,
        false,
        transfers.direct,
        transfers.direct,
        true,
        transfers.directOnly,
        Map.of("gateway", false, "scheduled_issue_detection", false),
        transfers.direct,
        transfers.direct,
        transfers.direct,
        "",
        true,
        version);
    return List.of(
        Route.get("/3.0/mlflow/server-info", Permission.READ, ctx -> MlflowJson.write(ctx, info)));
  }

  @Override
  public List<Route> rootRoutes() {
    return List.of(
        Route.publicGet("/health", this::health), Route.publicGet("/version", this::version));
  }

  /** Clients compare the body with MLflow versions. A header contains Hallmark's own version. */
  private void version(Context ctx) {
    ctx.header(PRODUCT_VERSION, version);
    ctx.contentType("text/plain").result(MlflowProtocol.COMPATIBLE_WITH);
  }

  /** Returns 200 also for a read-only server, so that a load balancer keeps it; the body says why it is read-only. */
  private void health(Context ctx) {
    if (!ready.getAsBoolean()) {
      throw RegistryException.unavailable(Subject.STORAGE, null);
    }
    String cause = readOnly.get();
    ctx.contentType("text/plain").result(cause.isEmpty() ? "OK" : "OK, read-only: " + cause);
  }
}
