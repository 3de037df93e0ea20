package dev.hallmark.compat.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a server answered. */
public record Answer(int status, byte[] body) {
  static final JsonMapper JSON = new JsonMapper();

  public boolean ok() {
    return status == 200;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + text(), e);
    }
  }

  /** This answer, if it is a 200. */
  public Answer orFail() {
    if (!ok()) {
      throw new IllegalStateException("answered " + status + ": " + text());
    }
    return this;
  }
}
