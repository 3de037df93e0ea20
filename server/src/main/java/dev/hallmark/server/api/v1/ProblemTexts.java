package dev.hallmark.server.api.v1;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.Locale;

/** The sentences that explain errors to people. Clients match {@link ProblemCode} instead. */
final class ProblemTexts {
  static final String FAILED = "The server failed to execute this request; its log has the cause.";

  private ProblemTexts() {}

  static String of(RegistryException e) {
    return switch (e.kind()) {
      case INVALID_ARGUMENT -> InvalidTexts.of(e);
      case NOT_FOUND -> ofNotFound(e);
      case ALREADY_EXISTS -> "The " + noun(e) + " '" + e.value() + "' exists already.";
      case CONFLICT -> ofConflict(e);
      case UNAUTHENTICATED -> "The request has no valid credentials.";
      case FORBIDDEN -> ofForbidden(e);
      case TOO_LARGE ->
        e.facts().isEmpty()
            ? "The request is too large."
            : "The request is too large: at most " + e.facts().get(0) + " bytes are accepted.";
      case OVERLOADED -> "The server has too much to do; send the request again.";
      case UNAVAILABLE -> ofUnavailable(e);
      case INTERNAL -> FAILED;
      case NOT_IMPLEMENTED -> "This server does not offer this in its configuration.";
    };
  }

  /** The kind of object that an error is about. */
  static String noun(RegistryException e) {
    return switch (e.subject()) {
      case REGISTERED_MODEL -> "registered model";
      case MODEL_VERSION -> "model version";
      case ARTIFACT -> "file or folder";
      case IDEMPOTENCY_KEY -> "idempotency key";
      default -> e.subject().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static String ofNotFound(RegistryException e) {
    if (e.subject() == Subject.ROUTE) {
      return switch (e.reason()) {
        case UNSUPPORTED -> "The method " + e.value() + " is not allowed here; see Allow.";
        default -> "There is no endpoint '" + e.value() + "'.";
      };
    }
    return switch (e.subject()) {
      case MODEL_VERSION ->
        "There is no version " + e.value() + " of a model '" + e.facts().get(0) + "'.";
      case IDEMPOTENCY_KEY ->
        "The object that the request with this Idempotency-Key changed does not exist.";
      default -> "There is no " + noun(e) + " '" + e.value() + "'.";
    };
  }

  private static String ofConflict(RegistryException e) {
    return switch (e.reason()) {
      case DIFFERS ->
        "The file '" + e.value() + "' was changed outside this server: it is not what was uploaded"
            + " or sealed.";
      case QUARANTINED ->
        "The stored files of '" + e.value() + "' are damaged. They are neither served nor"
            + " registered until they are restored.";
      case NOT_SEALED ->
        "This server stores no files of version " + e.value() + " of '"
            + e.facts().get(0) + "'.";
      case NOT_READY ->
        "Version " + e.value() + " of '" + e.facts().get(0) + "' is not ready: its status is "
            + e.facts().get(1)
            + (e.facts().get(2).isEmpty() ? "" : " (" + e.facts().get(2) + ")") + ".";
      default ->
        e.subject() == Subject.GARBAGE_COLLECTION
            ? "The garbage collection " + e.value()
                + " is running, and there is only one at a time."
            : "The " + noun(e) + " '" + e.value() + "' does not allow this now.";
    };
  }

  private static String ofForbidden(RegistryException e) {
    if (e.reason() == Reason.REFUSED_BY_STORAGE) {
      return "This server cannot read " + e.value() + ": " + e.facts().get(0) + ".";
    }
    return switch (e.field()) {
      case "Host" ->
        "The Host header '" + e.value() + "' is no name of this server. If it should be one, start"
            + " the server with --allowed-hosts.";
      case "Origin" ->
        "Pages of '" + e.value() + "' cannot change data. If they should, start the server with"
            + " --allowed-hosts.";
      default ->
        e.subject() == Subject.GARBAGE_COLLECTION
            ? "Garbage collections concern all workspaces. They are started and read in the"
                + " workspace 'default', not '" + e.value() + "'."
            : "The caller lacks the permission " + e.field() + ".";
    };
  }

  private static String ofUnavailable(RegistryException e) {
    return switch (e.reason()) {
      case UNSURE -> "The change may have been made or not.";
      case READ_ONLY ->
        (e.field().equals("disk") ? "The disk is full." : "The database accepts no changes.")
            + " Nothing was changed.";
      case ROOT_MISSING ->
        "The files in " + e.value() + " are unavailable: " + e.facts().get(0)
            + ". Nothing was changed; send it again.";
      case SERVICE_FAILED ->
        "The S3 service that has the files cannot execute this now. Nothing was changed; send it again.";
      default -> "The server cannot execute this now. Nothing was changed; send it again.";
    };
  }
}
