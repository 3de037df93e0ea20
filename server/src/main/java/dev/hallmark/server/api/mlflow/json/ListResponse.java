package dev.hallmark.server.api.mlflow.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hallmark.server.api.responses.StreamedResponse;
import dev.hallmark.server.page.Rows;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes a list response, {@code {"runs": […], "next_page_token": "…"}}, while its rows are read. */
public final class ListResponse {
  private static final ObjectWriter ROWS =
      MlflowJson.MAPPER.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private final StreamedResponse body;
  private final JsonGenerator json;
  private final SequenceWriter rows;
  private final String field;
  private boolean begun;

  private ListResponse(StreamedResponse body, String field) throws IOException {
    this.body = body;
    this.field = field;
    // after a failure, the JSON must not be closed as if it were complete
    this.json = ROWS.createGenerator(body)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    this.rows = ROWS.writeValues(json);
  }

  /**
   * @param field the name of the list, which is omitted if the list is empty
   * @param wire converts a row to its JSON record
   */
  public static <T> void write(Context ctx, String field, Rows<T> rows, Function<T, ?> wire) {
    write(ctx, Map.of(), field, rows, wire);
  }

  /** @param head string fields before the list */
  public static <T> void write(
      Context ctx, Map<String, String> head, String field, Rows<T> rows, Function<T, ?> wire) {
    MlflowJson.send(ctx, body -> new ListResponse(body, field).write(head, rows, wire));
  }

  private <T> void write(Map<String, String> head, Rows<T> rows, Function<T, ?> wire)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, String> each : head.entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    Optional<String> next = rows.forEachBatch(batch -> write(batch, wire));
    if (begun) {
      json.writeEndArray();
    }
    if (next.isPresent()) {
      json.writeStringField("next_page_token", next.get());
    }
    json.writeEndObject();
    json.close();
  }

  /** Returns the number of bytes written. */
  private <T> long write(List<T> batch, Function<T, ?> wire) {
    long before = body.written();
    try {
      for (T row : batch) {
        if (!begun) {
          json.writeArrayFieldStart(field);
          begun = true;
        }
        rows.write(wire.apply(row));
      }
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return body.written() - before;
  }
}
