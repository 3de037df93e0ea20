package dev.hallmark.server.api.v1;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.hallmark.server.api.requests.Bodies;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.memory.HeapBudget;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads the JSON body of a request. */
final class V1Request {
  /** Far above what any request of this API needs. */
  static final long MAX_BYTES = 1 << 20;

  /** The heap for each byte of a map of short entries, beyond what {@link Bodies} accounts for. */
  private static final int HEAP_PER_BYTE = 24;

  private V1Request() {}

  /**
   * The body as this record. Throws INVALID_ARGUMENT for an unknown or repeated field and for a wrong type, with UNSUPPORTED for another
   * content type, TOO_LARGE for more than 1 MiB.
   */
  static <T> T read(Context ctx, Class<T> record) {
    return parsed(body(ctx), record);
  }

  /** For a call without fields: the body can be missing or an empty object. */
  static void requireNoFields(Context ctx) {
    if (Bodies.read(ctx, MAX_BYTES).length > 0) {
      read(ctx, NoFields.class);
    }
  }

  record NoFields() {}

  private static String body(Context ctx) {
    byte[] body = Bodies.read(ctx, MAX_BYTES);
    requireMediaType(ctx);
    HeapBudget.ofRequest().take((long) body.length * HEAP_PER_BYTE);
    try { // strict, unlike Jackson, which accepts overlong sequences
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw RegistryException.invalid(Subject.REQUEST, Reason.CHARACTERS, "body", "");
    }
  }

  private static void requireMediaType(Context ctx) {
    String type = ctx.header("Content-Type"); // ctx.contentType() throws for an unknown charset
    String plain = type == null ? "" : type.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    if (!plain.matches("application/json(;charset=\"?utf-8\"?)?")) {
      throw unsupported("Content-Type", type == null ? "" : type);
    }
    String encoding = ctx.header("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported("Content-Encoding", encoding);
    }
  }

  private static RegistryException unsupported(String header, String value) {
    return RegistryException.invalid(Subject.REQUEST, Reason.UNSUPPORTED, header, value);
  }

  private static <T> T parsed(String body, Class<T> record) {
    try {
      T read = V1Json.MAPPER.readValue(body, record);
      if (read == null) {
        throw RegistryException.invalid(
            Subject.REQUEST, Reason.WRONG_TYPE, "body", "", "a JSON object");
      }
      return read;
    } catch (UnrecognizedPropertyException e) {
      throw RegistryException.invalid(
          Subject.REQUEST, Reason.UNKNOWN, path(e), "", "body", known(e));
    } catch (MismatchedInputException e) {
      throw body.isBlank() ? malformed(e) : wrongType(e);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  private static String known(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream()
        .map(Object::toString)
        .sorted(Comparator.naturalOrder())
        .collect(Collectors.joining(", "));
  }

  private static RegistryException wrongType(MismatchedInputException e) {
    String path = path(e);
    Class<?> expected = e.getTargetType() == null ? Object.class : e.getTargetType();
    String type = expected == String.class
        ? "a string"
        : expected == Boolean.class ? "true or false" : "a JSON object";
    return RegistryException.invalid(
        Subject.REQUEST, Reason.WRONG_TYPE, path.isEmpty() ? "body" : path, "", type);
  }

  private static RegistryException malformed(JsonProcessingException e) {
    JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
    return RegistryException.invalid(
        Subject.REQUEST,
        Reason.MALFORMED,
        "body",
        "",
        Math.max(1, at.getLineNr()),
        Math.max(1, at.getColumnNr()));
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(each -> each.getFieldName() == null ? "" + each.getIndex() : each.getFieldName())
        .collect(Collectors.joining("."));
  }
}
