package dev.hallmark.server.api;

import dev.hallmark.server.auth.Caller;
import io.javalin.http.Context;
import java.util.Optional;

/** Keeps the authenticated caller of a request. */
public final class Callers {
  public static final String CALLER = "hallmark.caller";
  public static final String REQUEST_ID = "hallmark.request-id";

  private Callers() {}

  static void set(Context ctx, Caller caller) {
    ctx.attribute(CALLER, caller);
  }

  /** The caller of this request. Throws on a route that anybody may call: there nobody was asked who they are. */
  public static Caller of(Context ctx) {
    return known(ctx).orElseThrow(() -> new IllegalStateException("no caller on " + ctx.path()));
  }

  /** Empty where nobody was asked. */
  static Optional<Caller> known(Context ctx) {
    return Optional.ofNullable(ctx.attribute(CALLER));
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
