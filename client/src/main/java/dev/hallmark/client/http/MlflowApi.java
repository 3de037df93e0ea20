package dev.hallmark.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** MLflow's REST endpoints below {@code /api/2.0/mlflow}: a query string for GET, a JSON body for all other methods. */
public final class MlflowApi {
  private static final String BASE = "/api/2.0/mlflow/";

  private final RequestSender sender;

  public MlflowApi(RequestSender sender) {
    this.sender = sender;
  }

  public JsonNode get(String call, Map<String, List<String>> query) {
    String text = query.entrySet().stream()
        .flatMap(
            field -> field.getValue().stream().map(value -> field.getKey() + "=" + encoded(value)))
        .collect(Collectors.joining("&"));
    return sender.json(Request.get(sender.uri(BASE + call + "?" + text)));
  }

  public JsonNode get(String call, String field, String value) {
    return get(call, Map.of(field, List.of(value)));
  }

  public JsonNode post(String call, ObjectNode body) {
    return sender.json(json("POST", call, body));
  }

  public JsonNode patch(String call, ObjectNode body) {
    return sender.json(json("PATCH", call, body));
  }

  public JsonNode delete(String call, ObjectNode body) {
    return sender.json(json("DELETE", call, body));
  }

  /** For calls that are not idempotent; sends an {@code Idempotency-Key}. */
  public JsonNode once(String method, String call, ObjectNode body) {
    return sender.json(json(method, call, body).keyed());
  }

  private Request json(String method, String call, ObjectNode body) {
    return Request.json(method, sender.uri(BASE + call), body);
  }

  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
