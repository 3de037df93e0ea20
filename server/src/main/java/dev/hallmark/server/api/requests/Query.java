package dev.hallmark.server.api.requests;

import dev.hallmark.server.uri.PercentEncoding;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a request's query, always read as UTF-8. Javalin reads them in the charset of the {@code Content-Type}, which
 * is about the body, and drops what it cannot decode. As in MLflow's own server (3.17.2), an escape that is none stands for
 * itself, and bytes that are not UTF-8 become U+FFFD.
 */
public final class Query {
  private Query() {}

  public static boolean isAbsent(Context ctx) {
    return ctx.queryString() == null;
  }

  /** All values of each field, in the order they were sent. */
  public static Map<String, List<String>> of(Context ctx) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String query = ctx.queryString();
    if (query == null) {
      return fields;
    }
    for (String each : query.split("&")) {
      if (!each.isEmpty()) {
        int equals = each.indexOf('=');
        String name = equals < 0 ? each : each.substring(0, equals);
        String value = equals < 0 ? "" : each.substring(equals + 1);
        fields.computeIfAbsent(decode(name), key -> new ArrayList<>(1)).add(decode(value));
      }
    }
    return fields;
  }

  public static Optional<String> first(Context ctx, String name) {
    return of(ctx).getOrDefault(name, List.of()).stream().findFirst();
  }

  static String decode(String text) {
    return PercentEncoding.decode(text.replace('+', ' '));
  }
}
