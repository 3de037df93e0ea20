package dev.hallmark.server.api.v1;

import dev.hallmark.server.api.RequestIds;
import dev.hallmark.server.error.RegistryException;
import io.javalin.http.Context;

/**
 * An error response as in RFC 9457.
 *
 * @param type always {@code about:blank}: the code tells errors apart
 * @param instance the id of the request
 * @param code see {@link ProblemCode}
 * @param field the field of an invalid value; null if no single field is the cause
 * @param value the invalid value, shortened; null if there is none
 */
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    String field,
    String value) {
  private static final String TYPE = "about:blank";
  private static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(RegistryException error, String requestId) {
    ProblemCode code = ProblemCode.of(error);
    boolean ofField = code == ProblemCode.INVALID_ARGUMENT && !error.field().isEmpty();
    return new Problem(
        TYPE,
        code.title(),
        code.status(),
        ProblemTexts.of(error),
        requestId,
        code.name(),
        ofField ? error.field() : null,
        ofField ? V1Json.absentIfEmpty(error.value()) : null);
  }

  /** For a malformed HTTP request, of which only the status is known. */
  static Problem unreadable(int status) {
    ProblemCode code = status < 500 ? ProblemCode.INVALID_ARGUMENT : ProblemCode.INTERNAL;
    String detail = status < 500
        ? "The request cannot be read: its line or its headers are malformed or too long."
        : ProblemTexts.FAILED;
    return new Problem(
        TYPE, code.title(), status, detail, RequestIds.next(), code.name(), null, null);
  }

  void send(Context ctx) {
    if (status == 429 || status == 503) {
      ctx.header("Retry-After", "1");
    }
    ctx.status(status);
    ctx.contentType(MEDIA_TYPE).result(V1Json.text(this));
  }
}
