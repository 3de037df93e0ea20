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

/** What clients ask about the server itself. */
public final class SystemRoutes implements MlflowRoutes {
  private static final String PRODUCT_VERSION = "X-Hallmark-Version";

  /**
   * Only what works is advertised; the SDK takes an absent promise as a no. The keys are those of MLflow 3.18, but for the limits of
   * skills, of which there are none here.
   *
   * @param trackingAuth how clients log in; empty since nobody has to
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

  private final BooleanSupplier ready;
  private final Supplier<String> readOnly;
  private final boolean workspaces;
  private final String version;

  /**
   * @param ready whether requests can be served just now
   * @param readOnly what takes no changes just now though reads are served, empty while all is well
   * @param workspaces whether there may be other ones than {@code default}
   * @param version Hallmark's own
   */
  public SystemRoutes(
      BooleanSupplier ready, Supplier<String> readOnly, boolean workspaces, String version) {
    this.ready = ready;
    this.readOnly = readOnly;
    this.workspaces = workspaces;
    this.version = version;
  }

  @Override
  public List<Route> routes() {
    ServerInfo info = new ServerInfo(
        "SqlStore",
        workspaces,
        false,
        false,
        false,
        true,
        false,
        Map.of("gateway", false, "scheduled_issue_detection", false),
        false,
        false,
        false,
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

  /** Clients compare the body with the releases of MLflow that they know; whose server it is stands in the header. */
  private void version(Context ctx) {
    ctx.header(PRODUCT_VERSION, version);
    ctx.contentType("text/plain").result(MlflowProtocol.COMPATIBLE_WITH);
  }

  /** A server that can read stays in a load balancer's rotation: the status is 200, and the text says what it cannot do. */
  private void health(Context ctx) {
    if (!ready.getAsBoolean()) {
      throw RegistryException.unavailable(Subject.STORAGE, null);
    }
    String cause = readOnly.get();
    ctx.contentType("text/plain").result(cause.isEmpty() ? "OK" : "OK, read-only: " + cause);
  }
}
