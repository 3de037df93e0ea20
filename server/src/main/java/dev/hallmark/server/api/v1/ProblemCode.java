package dev.hallmark.server.api.v1;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** The codes of errors, which clients match and which therefore never change, with status and title. */
enum ProblemCode {
  INVALID_ARGUMENT(400, "Invalid argument"),
  UNAUTHENTICATED(401, "Not authenticated"),
  PERMISSION_DENIED(403, "Permission denied"),
  NOT_FOUND(404, "Not found"),
  ENDPOINT_NOT_FOUND(404, "No such endpoint"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "Not acceptable"),
  REQUEST_TIMEOUT(408, "Request too slow"),
  ALREADY_EXISTS(409, "Already exists"),
  CONFLICT(409, "Conflict"),
  /** Files differ from what was uploaded or sealed. */
  DAMAGED(409, "Damaged files"),
  /** The version has no files on this server. */
  NOT_SEALED(409, "Not sealed"),
  /** The files of the version are not sealed yet, or sealing failed. */
  NOT_READY(409, "Not ready"),
  TOO_LARGE(413, "Request too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  OVERLOADED(429, "Overloaded"),
  INTERNAL(500, "Internal error"),
  NOT_IMPLEMENTED(501, "Not implemented"),
  UNAVAILABLE(503, "Unavailable"),
  READ_ONLY(503, "Read-only"),
  /** The change may have been made or not. */
  UNKNOWN_OUTCOME(503, "Unknown outcome");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  static ProblemCode of(RegistryException e) {
    return switch (e.kind()) {
      case INVALID_ARGUMENT -> ofInvalid(e);
      case NOT_FOUND -> ofNotFound(e);
      case ALREADY_EXISTS -> ALREADY_EXISTS;
      case CONFLICT -> ofConflict(e);
      case UNAUTHENTICATED -> UNAUTHENTICATED;
      case FORBIDDEN -> PERMISSION_DENIED;
      case TOO_LARGE -> TOO_LARGE;
      case OVERLOADED -> OVERLOADED;
      case UNAVAILABLE -> ofUnavailable(e);
      case INTERNAL -> INTERNAL;
      case NOT_IMPLEMENTED -> NOT_IMPLEMENTED;
    };
  }

  private static ProblemCode ofInvalid(RegistryException e) {
    if (e.reason() == Reason.TOO_SLOW) {
      return REQUEST_TIMEOUT;
    }
    if (e.subject() == Subject.REQUEST && e.reason() == Reason.UNSUPPORTED) {
      return e.field().equals("Accept") ? NOT_ACCEPTABLE : UNSUPPORTED_MEDIA_TYPE;
    }
    return INVALID_ARGUMENT;
  }

  private static ProblemCode ofNotFound(RegistryException e) {
    if (e.subject() != Subject.ROUTE) {
      return NOT_FOUND;
    }
    return e.reason() == Reason.UNSUPPORTED ? METHOD_NOT_ALLOWED : ENDPOINT_NOT_FOUND;
  }

  private static ProblemCode ofConflict(RegistryException e) {
    return switch (e.reason()) {
      case DIFFERS, QUARANTINED -> DAMAGED;
      case NOT_SEALED -> NOT_SEALED;
      case NOT_READY -> NOT_READY;
      default -> CONFLICT;
    };
  }

  private static ProblemCode ofUnavailable(RegistryException e) {
    return switch (e.reason()) {
      case UNSURE -> UNKNOWN_OUTCOME;
      case READ_ONLY -> READ_ONLY;
      default -> UNAVAILABLE;
    };
  }
}
