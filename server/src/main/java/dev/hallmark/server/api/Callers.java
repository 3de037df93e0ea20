package dev.hallmark.server.api;

import dev.hallmark.server.auth.Caller;
import io.javalin.http.Context;
import java.util.Optional;

/** The authenticated caller and the id of a request, stored as attributes. */
public final class Callers {
  public static final String CALLER = "hallmark.caller";
  public static final String REQUEST_ID = "hallmark.request-id";

  private Callers() {}

  static void set(Context ctx, Caller caller) {
    ctx.attribute(CALLER, caller);
  }

  /** The caller of this request. Throws on public routes, which have no authentication. */
  public static Caller of(Context ctx) {
    return known(ctx).orElseThrow(() -> new IllegalStateException("no caller on " + ctx.path()));
  }

  /** Empty on public routes. */
  static Optional<Caller> known(Context ctx) {
    return Optional.ofNullable(ctx.attribute(CALLER));
  }

  /** The id of this request in the log, the audit and the response headers. */
  public static String requestId(Context ctx) {
    String known = ctx.attribute(REQUEST_ID);
    if (known != null) {
      return known;
    }
    String created = RequestIds.next();
    ctx.attribute(REQUEST_ID, created);
    return created;
  }
}
