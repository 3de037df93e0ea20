package dev.hallmark.server.api.v1;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** Sentences for invalid values, each naming the field. */
final class InvalidTexts {
  private static final String PATH =
      " It must be relative to the root of the artifact store, as in '0/abc/artifacts/model'.";

  private InvalidTexts() {}

  private static final String URI =
      " It must be a folder below default-artifact-root or an artifact-source of this server, where"
          + " clients store files, as in 's3://bucket/prefix/1/abc/artifacts/model'.";

  static String of(RegistryException e) {
    if (e.subject() == Subject.IDEMPOTENCY_KEY) {
      return ofKey(e);
    }
    String field = "'" + e.field() + "'";
    return switch (e.reason()) {
      case MISSING -> "The field " + field + " is required.";
      case WRONG_TYPE -> "The field " + field + " must be " + fact(e, 0, "of another type") + ".";
      case MALFORMED -> malformed(e);
      case CHARACTERS -> field + " contains a character that is not allowed.";
      case TOO_LONG -> tooLong(e);
      case TOO_SLOW -> "The body of the request arrived too slowly.";
      case UNKNOWN -> unknown(e);
      case UNSUPPORTED ->
        e.subject() == Subject.REQUEST
            ? "The header " + e.field() + " must allow 'application/json', not '" + e.value() + "'."
            : field + " has a value that this server does not support: '" + e.value() + "'.";
      case RESERVED -> field + " is reserved: '" + e.value() + "'.";
      case MISMATCH -> mismatch(e);
      case DUPLICATE -> "Only one of " + field + " and '" + e.value() + "' can be given.";
      case OUT_OF_RANGE ->
        field + " must be between " + fact(e, 0, "the minimum") + " and "
            + fact(e, 1, "the maximum") + ", not '" + e.value() + "'.";
      default -> field + " has an invalid value: '" + e.value() + "'." + hint(e.field());
    };
  }

  private static String hint(String field) {
    return switch (field) {
      case "path" -> PATH;
      case "uri" -> URI;
      default -> "";
    };
  }

  private static String fact(RegistryException e, int index, String otherwise) {
    return e.facts().size() > index ? e.facts().get(index) : otherwise;
  }

  /** The second fact, if any, has the limit in bytes. */
  private static String tooLong(RegistryException e) {
    String field = "'" + e.field() + "'";
    return e.facts().size() < 2
        ? field + " is longer than " + fact(e, 0, "allowed") + " characters."
        : field + " is too long: " + e.facts().get(1) + " has more than "
            + e.facts().get(0) + " bytes.";
  }

  private static String malformed(RegistryException e) {
    return e.facts().size() < 2
        ? "The " + e.field() + " of the request cannot be read."
        : "The body is not valid JSON: line " + e.facts().get(0) + ", column "
            + e.facts().get(1) + ".";
  }

  private static String unknown(RegistryException e) {
    if (fact(e, 0, "").equals("query")) {
      return "The query parameter '" + e.field() + "' is unknown.";
    }
    String known = fact(e, 1, "");
    return "The field '" + e.field() + "' is unknown; "
        + (known.isEmpty() ? "this request has no fields." : "known are: " + known + ".");
  }

  /** The facts, if any, are the expected digest and the one that was found. */
  private static String mismatch(RegistryException e) {
    String start = "'" + e.field() + "' does not match: '" + e.value() + "'";
    return e.facts().size() < 2
        ? start + "."
        : start + " has the digest sha256:" + e.facts().get(1) + " instead of sha256:"
            + e.facts().get(0) + ".";
  }

  private static String ofKey(RegistryException e) {
    return switch (e.reason()) {
      case MISMATCH ->
        "The Idempotency-Key '" + e.value() + "' was used for a request with other fields.";
      case TOO_LONG ->
        "The response is too long to be recorded. Send the request without an Idempotency-Key.";
      default -> "An Idempotency-Key has 1 to 255 characters of printable ASCII.";
    };
  }
}
