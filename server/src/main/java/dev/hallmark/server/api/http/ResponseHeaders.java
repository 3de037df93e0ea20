package dev.hallmark.server.api.http;

import dev.hallmark.server.api.Callers;
import io.javalin.http.Context;
import java.util.Map;

/** Headers of every response, whichever protocol it is in. */
final class ResponseHeaders {
  static final String REQUEST_ID = "X-Request-Id";
  static final Map<String, String> SAME_ON_ALL = Map.of(
      "X-Content-Type-Options", "nosniff",
      "X-Frame-Options", "SAMEORIGIN",
      "Vary", "Origin");

  private ResponseHeaders() {}

  static void set(Context ctx) {
    SAME_ON_ALL.forEach(ctx::header);
    ctx.header(REQUEST_ID, Callers.requestId(ctx));
  }
}
