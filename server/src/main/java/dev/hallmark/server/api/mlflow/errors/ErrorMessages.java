package dev.hallmark.server.api.mlflow.errors;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;

/** MLflow's error messages. A comment marks those that clients match. */
final class ErrorMessages {
  static final String FAILED = "The server failed to answer this request; its log has the cause.";

  static final String SLOW_BODY = "The body of this request came too slowly. Nothing was changed.";

  private static final String SEE_DOCS =
      " See the API docs for more information about request parameters.";

  private ErrorMessages() {}

  static String of(RegistryException e) {
    return switch (e.subject()) {
      case REQUEST, ROUTE, STORAGE, GARBAGE_COLLECTION -> ofRequest(e);
      case IDEMPOTENCY_KEY -> ofKey(e);
      case WORKSPACE -> WorkspaceErrorMessages.of(e);
      case FILTER, ORDER, PAGE_TOKEN -> SearchErrorMessages.of(e);
      case EXPERIMENT,
          EXPERIMENT_TAG,
          RUN,
          RUN_TAG,
          PARAM,
          METRIC,
          DATASET,
          LOGGED_MODEL,
          LOGGED_MODEL_TAG -> TrackingErrorMessages.of(e);
      case REGISTERED_MODEL, MODEL_TAG, MODEL_VERSION, VERSION_TAG, ALIAS, STAGE, SOURCE, PROMPT ->
        RegistryErrorMessages.of(e);
      case ARTIFACT -> ArtifactErrorMessages.of(e);
    };
  }

  private static String ofRequest(RegistryException e) {
    return switch (e.kind()) {
      case INTERNAL -> FAILED;
      case UNAVAILABLE -> ofUnavailable(e);
      case OVERLOADED -> "Too much is under way at once; try again.";
      case TOO_LARGE -> ofSize(e);
      case FORBIDDEN -> ofForbidden(e);
      case NOT_FOUND -> ofNotFound(e);
      default ->
        switch (e.reason()) {
          case MISSING ->
            e.facts().isEmpty()
                ? "Missing value for required parameter '" + e.field() + "'." + SEE_DOCS
                : e.facts().get(0) + " must specify " + e.field() + ".";
          case WRONG_TYPE ->
            "Invalid value " + e.value() + " for parameter '" + e.field()
                + "' supplied:  Hint: Value was of type '" + e.facts().get(0) + "'." + SEE_DOCS;
          case MALFORMED -> "Malformed JSON: the " + e.field() + " of this request cannot be read.";
          case CHARACTERS ->
            "Invalid value for parameter '" + e.field()
                + "' supplied: it holds a NUL or half of a surrogate pair, which is not text.";
          case TOO_SLOW -> SLOW_BODY;
          case DUPLICATE ->
            "Request specifies both '" + e.field() + "' and '" + e.value()
                + "'; provide only one of them.";
          case UNSUPPORTED ->
            e.value().isEmpty()
                ? "Bad Request. Content-Type header is missing."
                : "Bad Request. Content-Type must be one of ['application/json'].";
          case OUT_OF_RANGE ->
            plain(e) + " It must be between " + e.facts().get(0) + " and "
                + e.facts().get(1) + ".";
          case MISMATCH ->
            "Exactly one of " + e.facts().get(0) + " and " + e.facts().get(1)
                + " must be provided.";
          default -> plain(e);
        };
    };
  }

  private static String ofSize(RegistryException e) {
    return switch (e.reason()) {
      case TOO_LONG ->
        "The body is larger than the " + e.facts().get(0)
            + " bytes that this server reads as JSON.";
      default ->
        "This request and its response take more than the " + e.facts().get(0)
            + " bytes of memory that this server has for all requests together."
            + " Make it smaller, or start the server with a larger heap.";
    };
  }

  private static String ofUnavailable(RegistryException e) {
    return switch (e.reason()) {
      case UNSURE ->
        "The server cannot say whether this was saved: the change may have been made or not.";
      case READ_ONLY ->
        "The server can only read now: "
            + (e.field().equals("disk") ? "its disk is full." : "its database takes no changes.")
            + " Nothing was changed; try again.";
      case ROOT_MISSING ->
        "The files in " + e.value() + " are unavailable: " + e.facts().get(0)
            + ". Nothing was changed; try again.";
      case SERVICE_FAILED ->
        "The S3 service that has the files cannot execute this now. Nothing was changed; try again.";
      default -> "The server cannot answer this now. Nothing was changed; try again.";
    };
  }

  private static String ofKey(RegistryException e) {
    if (e.kind() == ErrorKind.NOT_FOUND) {
      return "The object that the request with the Idempotency-Key '" + e.value()
          + "' changed was not found.";
    }
    return switch (e.reason()) {
      case MISMATCH ->
        "The Idempotency-Key '" + e.value()
            + "' was already used for a request with other fields. Use a new key for a new request.";
      case TOO_LONG ->
        "The response is longer than " + e.facts().get(0)
            + " characters, too long to be recorded. Send the request without an Idempotency-Key.";
      default -> "An Idempotency-Key has 1 to 255 characters of printable ASCII.";
    };
  }

  private static String ofForbidden(RegistryException e) {
    return switch (e.field()) {
      case "Host" ->
        "Invalid Host header - possible DNS rebinding attack detected. If '" + e.value()
            + "' is a name of this server, it has to be started with --allowed-hosts.";
      case "Origin" ->
        "Cross-origin request blocked. If pages of '" + e.value()
            + "' may change what is here, the server has to be started with --allowed-hosts.";
      default -> "Permission denied";
    };
  }

  private static String ofNotFound(RegistryException e) {
    return switch (e.reason()) {
      case UNSUPPORTED ->
        "Method " + e.value() + " is not allowed on " + e.facts().get(0);
      case DISABLED ->
        "Endpoint: " + e.value() + " is disabled because the server was started without"
            + " --enable-workspaces";
      default -> "Not found: " + e.value();
    };
  }

  /** The message omits the value; the fact is the limit. */
  static String tooLong(String label, RegistryException e) {
    return "'" + label + "' exceeds the maximum length of " + e.facts().get(0) + " characters";
  }

  /** The default message, with field and value. */
  static String plain(RegistryException e) {
    return "Invalid value " + e.value() + " for parameter '" + e.field() + "' supplied.";
  }
}
