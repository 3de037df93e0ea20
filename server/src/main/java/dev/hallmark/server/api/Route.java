package dev.hallmark.server.api;

import dev.hallmark.server.auth.Permission;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One endpoint of a protocol.
 *
 * @param path in the syntax of Javalin's router
 * @param permission the permission that a caller needs on at least one object; services check it for each object. Empty for a public route
 *     without authentication
 */
public record Route(
    HandlerType method, String path, Optional<Permission> permission, Handler handler) {
  public static Route get(String path, Permission permission, Handler handler) {
    return new Route(HandlerType.GET, path, Optional.of(permission), handler);
  }

  public static Route post(String path, Permission permission, Handler handler) {
    return new Route(HandlerType.POST, path, Optional.of(permission), handler);
  }

  public static Route put(String path, Permission permission, Handler handler) {
    return new Route(HandlerType.PUT, path, Optional.of(permission), handler);
  }

  public static Route patch(String path, Permission permission, Handler handler) {
    return new Route(HandlerType.PATCH, path, Optional.of(permission), handler);
  }

  public static Route delete(String path, Permission permission, Handler handler) {
    return new Route(HandlerType.DELETE, path, Optional.of(permission), handler);
  }

  /** For endpoints that expose no stored data. */
  public static Route publicGet(String path, Handler handler) {
    return new Route(HandlerType.GET, path, Optional.empty(), handler);
  }

  public Route below(String base) {
    return new Route(method, base + path, permission, handler);
  }

  public Route with(UnaryOperator<Handler> around) {
    return new Route(method, path, permission, around.apply(handler));
  }
}
