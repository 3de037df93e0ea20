package dev.hallmark.server.api.http;

import dev.hallmark.server.api.Callers;
import io.javalin.http.Context;
import java.util.Map;

/** Headers of every response of every protocol. */
final class ResponseHeaders {
  static final String REQUEST_ID = "X-Request-Id";
  static final Map<String, String> COMMON = Map.of(
      "X-Content-Type-Options", "nosniff",
      "X-Frame-Options", "SAMEORIGIN",
      "Vary", "Origin");

  private ResponseHeaders() {}

  static void set(Context ctx) {
    COMMON.forEach(ctx::header);
    ctx.header(REQUEST_ID, Callers.requestId(ctx));
  }
}
