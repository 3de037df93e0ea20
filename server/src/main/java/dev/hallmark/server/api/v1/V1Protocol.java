package dev.hallmark.server.api.v1;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Protocol;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.calls.WorkspaceHeader;
import dev.hallmark.server.api.requests.Query;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.RequestInfo;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;

/** Hallmark's own API: everything below {@code /api/v1}. */
public final class V1Protocol implements Protocol {
  static final String BASE = "/api/v1";

  /** In the audit. */
  private static final String NAME = "hallmark";

  private final WorkspaceHeader workspace;
  private final List<V1Routes> resources;

  V1Protocol(WorkspaceHeader workspace, List<V1Routes> resources) {
    this.workspace = workspace;
    this.resources = List.copyOf(resources);
  }

  @Override
  public boolean claims(Context ctx) {
    return ctx.path().equals(BASE) || ctx.path().startsWith(BASE + "/");
  }

  @Override
  public List<Route> routes() {
    return resources.stream()
        .flatMap(resource -> resource.routes().stream())
        .map(route -> route.below(BASE).with(V1Protocol::strict))
        .toList();
  }

  /** The router ignores a trailing slash and a query; this API does not. */
  private static Handler strict(Handler handler) {
    return ctx -> {
      if (ctx.path().endsWith("/")) {
        throw RegistryException.notFound(Subject.ROUTE, "path", ctx.path());
      }
      Query.of(ctx).forEach((name, values) -> {
        throw RegistryException.invalid(
            Subject.REQUEST, Reason.UNKNOWN, name, String.join(", ", values), "query");
      });
      MediaRange.requireJson(ctx);
      handler.handle(ctx);
    };
  }

  @Override
  public Caller authenticate(Context ctx) {
    RequestInfo request = new RequestInfo(NAME, Callers.requestId(ctx), ctx.ip());
    return Caller.anonymous(request).in(workspace.of(ctx));
  }

  @Override
  public void render(Context ctx, RegistryException error) {
    Problem.of(error, Callers.requestId(ctx)).send(ctx);
  }

  @Override
  public byte[] unreadable(int status) {
    return V1Json.text(Problem.unreadable(status));
  }
}
