package dev.hallmark.server.api;

import dev.hallmark.server.error.RegistryException;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;

/** A protocol spoken by this server: its paths, and its words for what went wrong. */
public interface FrontDoor {
  /** Whether this request is in this door's protocol: by path prefix, or by header where all share one path. */
  boolean answers(Context ctx);

  void mount(JavalinDefaultRoutingApi routes);

  /** Writes the status and the body that this protocol's clients expect. */
  void render(Context ctx, RegistryException error);

  /** The JSON body for a request of which nothing but the refusal is known, because it broke the rules of HTTP. */
  byte[] unreadable(int status);
}
