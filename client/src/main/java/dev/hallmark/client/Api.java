package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** MLflow's calls below {@code /api/2.0/mlflow}: queries for GET, JSON bodies for all else. */
final class Api {
  private static final String BASE = "/api/2.0/mlflow/";

  private final Exchange exchange;

  Api(Exchange exchange) {
    this.exchange = exchange;
  }

  JsonNode get(String call, Map<String, List<String>> query) {
    String text = query.entrySet().stream()
        .flatMap(
            field -> field.getValue().stream().map(value -> field.getKey() + "=" + encoded(value)))
        .collect(Collectors.joining("&"));
    return exchange.json(Call.get(exchange.uri(BASE + call + "?" + text)));
  }

  JsonNode get(String call, String field, String value) {
    return get(call, Map.of(field, List.of(value)));
  }

  JsonNode post(String call, ObjectNode body) {
    return exchange.json(json("POST", call, body));
  }

  JsonNode patch(String call, ObjectNode body) {
    return exchange.json(json("PATCH", call, body));
  }

  JsonNode delete(String call, ObjectNode body) {
    return exchange.json(json("DELETE", call, body));
  }

  /** For calls that are not the same when they come twice. */
  JsonNode once(String method, String call, ObjectNode body) {
    return exchange.json(json(method, call, body).keyed());
  }

  private Call json(String method, String call, ObjectNode body) {
    return Call.json(method, exchange.uri(BASE + call), body);
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
