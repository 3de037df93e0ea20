package dev.hallmark.server.api.mlflow.errors;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;

/** Error messages about artifacts. MLflow's tests match {@code Invalid path} and {@code No such artifact}. */
final class ArtifactErrorMessages {
  /** The Python client 3.17 sends files with presigned URLs from this size on, in bytes (http_artifact_repo); 500 MiB by default. */
  private static final String WITHOUT_UPGRADE =
      " With MLflow 3.17, setting MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE=0 is enough.";

  /** Parts have the size of MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE in the Python client. */
  private static final String PART_SIZE =
      " Each part but the last must have 5 MiB or more: see MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE.";

  private ArtifactErrorMessages() {}

  static String of(RegistryException e) {
    if (e.kind() == ErrorKind.NOT_FOUND) {
      return e.field().equals("upload_id")
          ? "No multipart upload of '" + e.value() + "' has this upload_id."
          : "No such artifact: '" + e.value() + "'";
    }
    if (e.kind() == ErrorKind.NOT_IMPLEMENTED) {
      // the Python client (3.17, http_artifact_repo) matches it for multipart uploads, and then
      // uploads in one request
      return e.field() + " is not supported for the current artifact repository";
    }
    if (e.reason() == Reason.DISABLED) {
      return ofDisabled(e);
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
      case RESERVED ->
        "Permission denied: '" + e.value() + "' is in a folder that only the server changes.";
      case REFUSED_BY_STORAGE ->
        "This server cannot read " + e.value() + ": " + e.facts().get(0) + ".";
      case DELETED -> path + ". What it belongs to is deleted and takes no more files.";
      case MISMATCH -> path + ". A file is not a folder, and a folder is not a file.";
      case UNSUPPORTED ->
        path + ". This server does not keep what lies there, or cannot write its name.";
      case MALFORMED ->
        e.field().equals("parts")
            ? "Invalid parts: they are not what was uploaded (" + e.value()
                + "). Nothing was stored."
                + (e.value().equals("EntityTooSmall") ? PART_SIZE : "")
            : "Invalid upload: " + e.field() + " " + e.value()
                + " is not what arrived; nothing was stored.";
      case CONDITIONAL ->
        "Uploads with the header " + e.field() + " ('" + e.value()
            + "') are not supported. Nothing was stored.";
      case TOO_SLOW -> ErrorMessages.SLOW_BODY;
      case OUT_OF_RANGE ->
        "Invalid range: '" + e.value() + "'. The file has " + e.facts().get(0) + " bytes.";
      case TOO_LONG ->
        e.field().equals("path")
            ? path + ". It is too long: " + e.facts().get(1) + " has more than "
                + e.facts().get(0) + " bytes."
            : "Invalid upload: the body is larger than " + e.value() + " bytes.";
      default -> path;
    };
  }

  /** A transfer that this server does not offer: the field is {@code upload} or {@code download}. */
  private static String ofDisabled(RegistryException e) {
    return e.kind() == ErrorKind.CONFLICT
        ? "This server transfers artifacts with presigned URLs only, and accepts no " + e.field()
            + " through itself. Upgrade your MLflow client to a version that supports this."
            + (e.field().equals("upload") ? WITHOUT_UPGRADE : "")
        : "Presigned " + e.field() + " is not supported for proxied artifact storage"
            + " (artifact URI scheme: mlflow-artifacts). Use the mlflow-artifacts endpoints.";
  }
}
