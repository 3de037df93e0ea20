package dev.hallmark.server.api;

import dev.hallmark.server.auth.Caller;
import io.javalin.http.Context;
import java.util.Optional;

/** Keeps the caller that a door recognised with the request it came with. */
public final class Callers {
  static final String CALLER = "hallmark.caller";
  static final String REQUEST_ID = "hallmark.request-id";

  private Callers() {}

  public static void set(Context ctx, Caller caller) {
    ctx.attribute(CALLER, caller);
  }

  /** The caller of this request. Throws when no door has recognised one: a route without its door is a defect. */
  public static Caller of(Context ctx) {
    return Optional.<Caller>ofNullable(ctx.attribute(CALLER))
        .orElseThrow(() -> new IllegalStateException("no caller on " + ctx.path()));
  }

  /** Names this request in the log, the audit and the answer. */
  public static String requestId(Context ctx) {
    String known = ctx.attribute(REQUEST_ID);
    if (known != null) {
      return known;
    }
    String made = RequestIds.next();
    ctx.attribute(REQUEST_ID, made);
    return made;
  }
}
