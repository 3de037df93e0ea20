package dev.hallmark.server.api.mlflow.errors;

import dev.hallmark.server.error.RegistryException;

/** MLflow's error messages about the source of a new version. */
final class SourceErrorMessages {
  private SourceErrorMessages() {}

  /** The fact of an unsupported source is its scheme; without a fact, the source is a prompt. */
  static String of(RegistryException e) {
    return switch (e.reason()) {
      case TOO_LONG ->
        e.facts().size() == 1
            ? ErrorMessages.tooLong(e.field(), e)
            : invalid(e) + "It is too long: " + e.facts().get(1) + " has more than "
                + e.facts().get(0) + " bytes.";
      case UNSUPPORTED ->
        e.facts().isEmpty()
            ? invalid(e) + "Prompt versions cannot be used as model version sources."
            : "'source' cannot use the '" + e.facts().get(0) + "' scheme: '" + e.value()
                + "' names a host, and this server takes no host from a request.";
      case MALFORMED ->
        invalid(e)
            + "If supplying a source as an http, https, local file path, ftp, objectstore, or"
            + " mlflow-artifacts uri, an absolute path must be provided without relative path"
            + " references present. Please provide an absolute path.";
      case DISABLED -> invalid(e).stripTrailing();
      case TOO_SLOW ->
        invalid(e) + "The server's own pattern for sources takes too long to be tried on it.";
      case MISMATCH ->
        invalid(e)
            + (e.facts().isEmpty()
                ? identify(e)
                : "The run_id and model_id request parameters must match the referenced model version.");
      case UNKNOWN ->
        invalid(e) + identify(e) + " These files belong to no run or logged model; register them"
            + " with POST /api/v1/models/{name}/versions and the body {\"path\": \""
            + e.facts().get(0)
            + "\"} instead.";
      default ->
        invalid(e)
            + "To use a local path as a model version source, the run_id request parameter has"
            + " to be specified and the local path has to be contained within the artifact directory"
            + " of the run specified by the run_id.";
    };
  }

  private static String identify(RegistryException e) {
    return "The " + e.field()
        + " request parameter must identify the resource that contains the source.";
  }

  private static String invalid(RegistryException e) {
    return "Invalid model version source: '" + e.value() + "'. ";
  }
}
