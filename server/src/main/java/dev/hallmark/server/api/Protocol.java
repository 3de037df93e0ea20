package dev.hallmark.server.api;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.RegistryException;
import io.javalin.http.Context;
import java.util.List;

/** A protocol that this server speaks: its routes, how its clients say who they are, and its wording of errors. */
public interface Protocol {
  /** Whether an error of this request is rendered by this protocol: by path prefix, or by header where all share one path. */
  boolean claims(Context ctx);

  List<Route> routes();

  /**
   * Who makes this request to one of the {@link #routes}, and in which workspace. Throws UNAUTHENTICATED, or INVALID_ARGUMENT for
   * credentials that cannot be read.
   */
  Caller authenticate(Context ctx);

  /** Writes the status and the body that this protocol's clients expect. */
  void render(Context ctx, RegistryException error);

  /** The body for a request of which nothing but the status is known, because it broke the rules of HTTP. */
  byte[] unreadable(int status);
}
