package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Protocol;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.calls.WorkspaceHeader;
import dev.hallmark.server.api.mlflow.errors.MlflowErrors;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.RequestInfo;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** MLflow's REST API: everything below {@code /api} and {@code /ajax-api}, and some paths at the root. */
public final class MlflowProtocol implements Protocol {
  /** The MLflow version that the server is compatible with. Clients select features by it. */
  public static final String COMPATIBLE_WITH = "3.17.2";

  private static final String BASE = "/api";
  private static final String BROWSER_BASE = "/ajax-api";

  /** The router ignores a trailing slash, but MLflow does not accept it, except in paths of the artifact proxy. */
  private static final Pattern CALL_WITH_SLASH = Pattern.compile("/[^/]+/[0-9.]+/mlflow/.*/");

  private final WorkspaceHeader workspace;
  private final List<MlflowRoutes> resources;

  public MlflowProtocol(WorkspaceHeader workspace, List<MlflowRoutes> resources) {
    this.workspace = workspace;
    this.resources = List.copyOf(resources);
  }

  /** This protocol is the default for all requests that no other protocol claims. */
  @Override
  public boolean claims(Context ctx) {
    return true;
  }

  @Override
  public List<Route> routes() {
    return resources.stream()
        .flatMap(MlflowProtocol::mounted)
        .map(route -> route.with(MlflowProtocol::withoutSlash))
        .toList();
  }

  private static Stream<Route> mounted(MlflowRoutes resource) {
    return Stream.of(
            below(BASE, resource.routes()),
            below(BROWSER_BASE, resource.routes()),
            below(BROWSER_BASE, resource.browserRoutes()),
            resource.rootRoutes().stream())
        .flatMap(each -> each);
  }

  private static Stream<Route> below(String base, List<Route> routes) {
    return routes.stream().map(route -> route.below(base));
  }

  /** The base path of this request: {@code /api} or {@code /ajax-api}. */
  public static String base(Context ctx) {
    return ctx.path().startsWith(BROWSER_BASE + "/") ? BROWSER_BASE : BASE;
  }

  private static Handler withoutSlash(Handler handler) {
    return ctx -> {
      if (CALL_WITH_SLASH.matcher(ctx.path()).matches()) {
        throw RegistryException.notFound(Subject.ROUTE, "path", ctx.path());
      }
      handler.handle(ctx);
    };
  }

  @Override
  public Caller authenticate(Context ctx) {
    RequestInfo request = new RequestInfo("mlflow", Callers.requestId(ctx), ctx.ip());
    return Caller.anonymous(request).in(workspace.of(ctx));
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
