package dev.hallmark.server.api.mlflow.errors;

import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;

/** Error responses: MLflow's body {@code {"error_code", "message"}} and the statuses that its clients expect. */
public final class MlflowErrors {
  private MlflowErrors() {}

  /** @param errorCode clients match it */
  public record ErrorBody(String errorCode, String message) {}

  record ErrorStatus(int status, String code) {}

  public static void write(Context ctx, RegistryException error) {
    ErrorStatus mapped = statusOf(error);
    if (mapped.status == 429 || mapped.status == 503) {
      ctx.header("Retry-After", "1");
    }
    ctx.status(mapped.status);
    MlflowJson.write(ctx, new ErrorBody(mapped.code, ErrorMessages.of(error)));
  }

  public static byte[] unreadable(int status) {
    ErrorBody body = switch (status) {
      case 404 -> new ErrorBody("ENDPOINT_NOT_FOUND", "Not found");
      case 408 -> new ErrorBody("BAD_REQUEST", ErrorMessages.SLOW_BODY);
      case 429 ->
        new ErrorBody("REQUEST_LIMIT_EXCEEDED", "Too much is under way at once; try again.");
      case 503 -> new ErrorBody("TEMPORARILY_UNAVAILABLE", "The server is about to stop.");
      default ->
        status < 500
            ? new ErrorBody(
                "BAD_REQUEST",
                "The request cannot be read: its line or its headers are malformed or too long.")
            : new ErrorBody("INTERNAL_ERROR", ErrorMessages.FAILED);
    };
    return MlflowJson.bytes(body);
  }

  /**
   * An alias that does not exist is 400, not 404: {@code load_prompt(allow_missing=True)} of MLflow 3.17 expects it. With a fact, it is
   * {@code latest} of a model without versions, which is 404.
   */
  private static boolean isMissingAlias(RegistryException error) {
    return error.kind() == ErrorKind.NOT_FOUND
        && error.subject() == Subject.ALIAS
        && error.facts().isEmpty();
  }

  /** Maps an error to status and code. An existing name is 400 in MLflow, not 409; {@code register_model} expects its code. */
  static ErrorStatus statusOf(RegistryException error) {
    if (error.subject() == Subject.ROUTE) {
      return new ErrorStatus(
          error.reason() == Reason.UNSUPPORTED ? 405 : 404, "ENDPOINT_NOT_FOUND");
    }
    if (isMissingAlias(error)) {
      return new ErrorStatus(400, "INVALID_PARAMETER_VALUE");
    }
    if (error.subject() == Subject.ARTIFACT && error.reason() == Reason.OUT_OF_RANGE) {
      return new ErrorStatus(416, "INVALID_PARAMETER_VALUE");
    }
    if (error.reason() == Reason.TOO_SLOW && error.field().equals("body")) {
      return new ErrorStatus(408, "BAD_REQUEST");
    }
    ErrorKind kind = error.kind();
    return switch (kind) {
      case INVALID_ARGUMENT -> new ErrorStatus(400, "INVALID_PARAMETER_VALUE");
      case NOT_FOUND -> new ErrorStatus(404, "RESOURCE_DOES_NOT_EXIST");
      case ALREADY_EXISTS -> new ErrorStatus(400, "RESOURCE_ALREADY_EXISTS");
      case CONFLICT -> new ErrorStatus(409, "RESOURCE_CONFLICT");
      case UNAUTHENTICATED -> new ErrorStatus(401, "UNAUTHENTICATED");
      case FORBIDDEN -> new ErrorStatus(403, "PERMISSION_DENIED");
      case TOO_LARGE -> new ErrorStatus(413, "BAD_REQUEST");
      case NOT_IMPLEMENTED -> new ErrorStatus(501, "NOT_IMPLEMENTED");
      case OVERLOADED -> new ErrorStatus(429, "REQUEST_LIMIT_EXCEEDED");
      case UNAVAILABLE -> new ErrorStatus(503, "TEMPORARILY_UNAVAILABLE");
      case INTERNAL -> new ErrorStatus(500, "INTERNAL_ERROR");
    };
  }
}
