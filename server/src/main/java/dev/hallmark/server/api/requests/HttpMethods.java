package dev.hallmark.server.api.requests;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.util.MethodNotAllowedUtil;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import java.util.List;
import java.util.Map;

/** HTTP methods, where Javalin's default behaviour is not suitable. */
public final class HttpMethods {
  private HttpMethods() {}

  /** Whether this method only reads. */
  public static boolean isRead(HandlerType method) {
    return method == HandlerType.GET || method == HandlerType.HEAD;
  }

  /** Adds HEAD to each GET route. Javalin itself responds to HEAD with 200, whatever GET would return. */
  public static void addHead(InternalRouter router) {
    router.allHttpHandlers().stream()
        .map(route -> route.endpoint)
        .filter(route -> route.method == HandlerType.GET)
        .map(route -> Endpoint.create(HandlerType.HEAD, route.path).handler(route.handler))
        .toList() // the router must not be modified during iteration
        .forEach(router::addHttpEndpoint);
  }

  /** Rejects Javalin's internal handler types, such as BEFORE, as methods. A client could otherwise send them and call these handlers. */
  public static void require(Context ctx, InternalRouter router) {
    if (ctx.method().isHttpMethod()) {
      return;
    }
    MethodNotAllowedUtil allowed = MethodNotAllowedUtil.INSTANCE;
    List<HandlerType> methods = allowed.findAvailableHttpHandlerTypes(router, ctx.path());
    if (methods.isEmpty()) {
      throw new NotFoundResponse();
    }
    throw new MethodNotAllowedResponse(
        "Method Not Allowed", allowed.availableHandlerTypes(ctx, methods));
  }

  /** The available methods of the path, from the details of Javalin's 405; empty for other errors. */
  public static String allowed(Map<String, String> details) {
    // Javalin uses another key for clients that accept HTML
    return details.getOrDefault("availableMethods", details.getOrDefault("Available methods", ""));
  }
}
