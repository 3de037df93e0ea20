package dev.hallmark.server.api;

import dev.hallmark.server.auth.Permission;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One call of a protocol.
 *
 * @param path as Javalin's router reads it
 * @param permission that a caller needs to make this call at all; on which objects it holds is asked where they are known.
 *     Empty for a call that anybody may make, credentials or not
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

  /** For what says nothing about anything that is kept here. */
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
