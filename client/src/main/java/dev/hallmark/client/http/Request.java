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
 * A request that can be sent several times.
 *
 * @param extraTimeout added to the response timeout, for example for a large upload
 */
public record Request(
    String method,
    URI uri,
    Map<String, String> headers,
    BodyPublisher body,
    Duration extraTimeout,
    RepeatSafety repeat) {

  public static Request get(URI uri) {
    return new Request(
        "GET", uri, Map.of(), BodyPublishers.noBody(), Duration.ZERO, RepeatSafety.IDEMPOTENT);
  }

  static Request json(String method, URI uri, ObjectNode body) {
    return new Request(
        method,
        uri,
        Map.of("Content-Type", "application/json"),
        BodyPublishers.ofByteArray(Json.bytes(body)),
        Duration.ZERO,
        RepeatSafety.IDEMPOTENT);
  }

  /** Adds an {@code Idempotency-Key}, which stays the same when the request is retried. */
  Request keyed() {
    return new Request(
        method,
        uri,
        with("Idempotency-Key", UUID.randomUUID().toString()),
        body,
        extraTimeout,
        RepeatSafety.BY_KEY);
  }

  /** Allows this much time for the response, in addition to the usual timeout. */
  Request taking(Duration longest) {
    return new Request(method, uri, headers, body, longest, repeat);
  }

  public Request header(String name, String value) {
    return new Request(method, uri, with(name, value), body, extraTimeout, repeat);
  }

  Request at(URI other) {
    return new Request(method, other, headers, body, extraTimeout, repeat);
  }

  boolean isRead() {
    return method.equals("GET");
  }

  HttpRequest.Builder toRequest(Duration timeout) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout.plus(extraTimeout));
    headers.forEach(request::header);
    return method.equals("GET") ? request.GET() : request.method(method, body);
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return Map.copyOf(all);
  }
}
