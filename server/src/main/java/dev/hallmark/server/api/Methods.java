package dev.hallmark.server.api;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.util.MethodNotAllowedUtil;
import io.javalin.router.InternalRouter;
import java.util.List;
import java.util.Map;

/** Javalin keeps what runs before and after each route under names, such as BEFORE, that a client can send as a method. */
final class Methods {
  private Methods() {}

  /** Refuses these names as it does any other method that the path does not have. */
  static void require(Context ctx, InternalRouter router) {
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
  static String allowed(Map<String, String> details) {
    // the key is another one for a client that accepts HTML
    return details.getOrDefault("availableMethods", details.getOrDefault("Available methods", ""));
  }
}
