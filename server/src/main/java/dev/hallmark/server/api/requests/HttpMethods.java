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

/** Which methods a path has, where Javalin would take it otherwise. */
public final class HttpMethods {
  private HttpMethods() {}

  /** Whether a request with this method asks for something and changes nothing. */
  public static boolean isRead(HandlerType method) {
    return method == HandlerType.GET || method == HandlerType.HEAD;
  }

  /** Adds HEAD wherever GET is. Javalin by itself answers 200 to it on every such path, whatever GET would say. */
  public static void addHead(InternalRouter router) {
    router.allHttpHandlers().stream()
        .map(route -> route.endpoint)
        .filter(route -> route.method == HandlerType.GET)
        .map(route -> Endpoint.create(HandlerType.HEAD, route.path).handler(route.handler))
        .toList() // the router must not grow while it is walked
        .forEach(router::addHttpEndpoint);
  }

  /**
   * Refuses as a method what Javalin keeps handlers under that run before and after each route: names, such as BEFORE, that a client can
   * send.
   */
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

  /** The methods that the path has, as Javalin tells them; empty when this is about something else. */
  public static String allowed(Map<String, String> details) {
    // the key is another one for a client that accepts HTML
    return details.getOrDefault("availableMethods", details.getOrDefault("Available methods", ""));
  }
}
