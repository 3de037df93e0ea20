package dev.hallmark.server.api.requests;

import dev.hallmark.server.uri.PercentEncoding;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The query parameters of a request, always decoded as UTF-8. Javalin decodes them with the charset of the {@code Content-Type}, which
 * describes the body, and drops parameters that it cannot decode. As in MLflow's own server (3.17.2), invalid escapes are kept as they are,
 * and invalid UTF-8 becomes U+FFFD.
 */
public final class Query {
  private Query() {}

  public static boolean isAbsent(Context ctx) {
    return ctx.queryString() == null;
  }

  /** All values of each parameter, in the order of the query. */
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
