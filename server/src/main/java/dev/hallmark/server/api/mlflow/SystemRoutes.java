package dev.hallmark.server.api.mlflow;

import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.Map;

/** What clients ask about the server itself. */
public final class SystemRoutes implements MlflowRoutes {
  /** Only what works is advertised; the SDK takes an absent promise as a no. */
  record ServerInfo(
      String storeType,
      boolean workspacesEnabled,
      boolean traceArchivalEnabled,
      boolean multipartUploadsEnabled,
      boolean multipartDownloadsEnabled,
      Map<String, Boolean> featuresEnabled,
      boolean presignedUploadRunIdSupported,
      boolean presignedUploadModelIdSupported) {}

  @Override
  public void mount(String base, JavalinDefaultRoutingApi routes) {
    ServerInfo info = new ServerInfo(
        "SqlStore", false, false, false, false, Map.of("gateway", false), false, false);
    routes.get(base + "/3.0/mlflow/server-info", ctx -> MlflowJson.write(ctx, info));
  }

  @Override
  public void mountUnprefixed(JavalinDefaultRoutingApi routes) {
    routes.get("/health", ctx -> ctx.contentType("text/plain").result("OK"));
    routes.get("/version", ctx -> ctx.contentType("text/plain").result(MlflowDoor.COMPATIBLE_WITH));
  }
}
