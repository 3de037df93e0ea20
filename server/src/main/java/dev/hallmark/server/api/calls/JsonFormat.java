package dev.hallmark.server.api.calls;

import io.javalin.http.Context;

/** How a protocol writes JSON. */
public interface JsonFormat {
  /** A wire record as UTF-8. */
  byte[] bytes(Object wire);

  /** Sends a wire record as the response. */
  void write(Context ctx, Object response);

  /** Sends text that already is JSON. */
  void writeText(Context ctx, String json);
}
