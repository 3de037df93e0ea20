package dev.hallmark.client.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A request, as it can be sent several times.
 *
 * @param longer how much more time than usual the answer may take, as after a long body
 */
public record Request(
    String method,
    URI uri,
    Map<String, String> headers,
    BodyPublisher body,
    Duration longer,
    RepeatSafety repeat) {

  public static Request get(URI uri) {
    return new Request(
        "GET", uri, Map.of(), BodyPublishers.noBody(), Duration.ZERO, RepeatSafety.HARMLESS);
  }

  static Request json(String method, URI uri, ObjectNode body) {
    return new Request(
        method,
        uri,
        Map.of("Content-Type", "application/json"),
        BodyPublishers.ofByteArray(Json.bytes(body)),
        Duration.ZERO,
        RepeatSafety.HARMLESS);
  }

  /** With one key for all its sendings. */
  Request keyed() {
    return new Request(
        method,
        uri,
        with("Idempotency-Key", UUID.randomUUID().toString()),
        body,
        longer,
        RepeatSafety.BY_KEY);
  }

  public Request header(String name, String value) {
    return new Request(method, uri, with(name, value), body, longer, repeat);
  }

  Request at(URI other) {
    return new Request(method, other, headers, body, longer, repeat);
  }

  boolean isRead() {
    return method.equals("GET");
  }

  HttpRequest.Builder toRequest(Duration timeout) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout.plus(longer));
    headers.forEach(request::header);
    return method.equals("GET") ? request.GET() : request.method(method, body);
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return Map.copyOf(all);
  }
}
