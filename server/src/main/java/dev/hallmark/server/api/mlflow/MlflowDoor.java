package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.FrontDoor;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.Origin;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.regex.Pattern;

/** The door that MLflow's own clients come through: everything below {@code /api} and {@code /ajax-api}. */
public final class MlflowDoor implements FrontDoor {
  /** The MLflow release whose server this door stands in for; clients choose their ways by it. */
  public static final String COMPATIBLE_WITH = "3.17.2";

  /** Where MLflow's user interface calls; a few routes stand only there. */
  static final String BROWSER_BASE = "/ajax-api";

  /** The router would not mind the slash. In a path of the artifact proxy it may stand. */
  private static final Pattern CALL_WITH_SLASH = Pattern.compile("/[^/]+/[0-9.]+/mlflow/.*/");

  private static final List<String> BASES = List.of("/api", BROWSER_BASE);

  private final WorkspaceHeader workspace;
  private final List<MlflowRoutes> routes;

  public MlflowDoor(WorkspaceHeader workspace, List<MlflowRoutes> routes) {
    this.workspace = workspace;
    this.routes = List.copyOf(routes);
  }

  /** The last door: what nobody else claims is answered in MLflow's words. */
  @Override
  public boolean answers(Context ctx) {
    return true;
  }

  @Override
  public void mount(JavalinDefaultRoutingApi api) {
    api.before(this::recognise);
    for (MlflowRoutes each : routes) {
      BASES.forEach(base -> each.mount(base, api));
      each.mountUnprefixed(api);
    }
  }

  private void recognise(Context ctx) {
    if (CALL_WITH_SLASH.matcher(ctx.path()).matches()) {
      throw RegistryException.notFound(Subject.ROUTE, "path", ctx.path());
    }
    Origin origin = new Origin("anonymous", "mlflow", Callers.requestId(ctx), ctx.ip());
    Callers.set(ctx, Caller.unrestricted(origin).in(workspace.of(ctx)));
  }

  @Override
  public void render(Context ctx, RegistryException error) {
    MlflowErrors.write(ctx, error);
  }

  @Override
  public byte[] unreadable(int status) {
    return MlflowErrors.unreadable(status);
  }
}
