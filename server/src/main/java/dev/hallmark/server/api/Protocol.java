package dev.hallmark.server.api;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.RegistryException;
import io.javalin.http.Context;
import java.util.List;

/** A protocol of this server: its routes, authentication and error format. */
public interface Protocol {
  /** Whether this protocol renders errors of this request: decided by path prefix, or by header if protocols share a path. */
  boolean claims(Context ctx);

  List<Route> routes();

  /**
   * Authenticates a request to one of the {@link #routes} and determines its workspace. Throws UNAUTHENTICATED, or INVALID_ARGUMENT for
   * malformed credentials.
   */
  Caller authenticate(Context ctx);

  /** Writes status and body in the error format of this protocol. */
  void render(Context ctx, RegistryException error);

  /** The body of the error response for a malformed HTTP request, of which only the status is known. */
  byte[] unreadable(int status);
}
