package dev.hallmark.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Hallmark's own endpoints below {@code /api/v1}, which MLflow's server does not have. */
public final class HallmarkApi {
  private static final String BASE = "/api/v1/";

  private final RequestSender sender;

  public HallmarkApi(RequestSender sender) {
    this.sender = sender;
  }

  /**
   * A call that reads or copies whole models.
   *
   * @param longest maximum time that it takes
   */
  public JsonNode longPost(String path, ObjectNode body, Duration longest) {
    return sender.json(Request.json("POST", sender.uri(BASE + path), body).taking(longest));
  }

  /** Without retries after a broken connection, because it is not known whether the server has executed it. */
  public JsonNode post(String path, ObjectNode body) {
    return sender.json(Request.json("POST", sender.uri(BASE + path), body));
  }

  public JsonNode get(String path) {
    return sender.json(Request.get(sender.uri(BASE + path)));
  }

  /** A segment of a path. */
  public static String segment(String text) {
    return MlflowApi.encoded(text).replace("+", "%20");
  }
}
