package dev.hallmark.server.api.mlflow.errors;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;

/** Error messages about artifacts. MLflow's tests match {@code Invalid path} and {@code No such artifact}. */
final class ArtifactErrorMessages {
  private ArtifactErrorMessages() {}

  static String of(RegistryException e) {
    if (e.kind() == ErrorKind.NOT_FOUND) {
      return "No such artifact: '" + e.value() + "'";
    }
    if (e.kind() == ErrorKind.UNAVAILABLE) {
      return "The artifacts keep changing while they are read. Nothing was changed; try again.";
    }
    if (e.reason() == Reason.DIFFERS) {
      return "The file '" + e.value()
          + "' was changed outside this server: it is not what was uploaded"
          + " or sealed. It is neither served nor registered until it is uploaded again or restored.";
    }
    if (e.reason() == Reason.QUARANTINED) {
      return "The files of '" + e.value() + "' are damaged: some are not what was sealed. They are"
          + " neither served nor registered until an administrator restores them.";
    }
    String path = "Invalid path: '" + e.value() + "'";
    return switch (e.reason()) {
      case MISSING -> path + ". It must name a file.";
      case CHARACTERS -> path + ". It is not percent-encoded UTF-8.";
      case RESERVED -> path + ". Only the server itself changes what lies there.";
      case DELETED -> path + ". What it belongs to is deleted and takes no more files.";
      case MISMATCH -> path + ". A file is not a folder, and a folder is not a file.";
      case UNSUPPORTED ->
        path + ". This server does not keep what lies there, or cannot write its name.";
      case MALFORMED ->
        "Invalid upload: " + e.field() + " " + e.value()
            + " is not what arrived; nothing was stored.";
      case TOO_SLOW -> ErrorMessages.SLOW_BODY;
      case OUT_OF_RANGE ->
        "Invalid range: '" + e.value() + "'. The file has " + e.facts().get(0) + " bytes.";
      case TOO_LONG -> "Invalid upload: the body is larger than " + e.value() + " bytes.";
      default -> path;
    };
  }
}
