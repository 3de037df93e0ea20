package dev.hallmark.server.api.mlflow.errors;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** MLflow's error messages about experiments, runs and logged models. */
final class TrackingErrorMessages {
  private TrackingErrorMessages() {}

  static String of(RegistryException e) {
    if (e.kind() == ErrorKind.INVALID_ARGUMENT && e.reason() == Reason.TOO_LONG) {
      return ErrorMessages.tooLong(LogErrorMessages.lengthLabel(e), e);
    }
    if (e.reason() == Reason.OUT_OF_RANGE && e.field().equals("max_results")) {
      return maxResults(e);
    }
    return switch (e.subject()) {
      case EXPERIMENT -> ofExperiment(e);
      case RUN -> ofRun(e);
      case LOGGED_MODEL -> ofLoggedModel(e);
      case EXPERIMENT_TAG, RUN_TAG, LOGGED_MODEL_TAG, PARAM, METRIC -> LogErrorMessages.of(e);
      default -> ErrorMessages.plain(e);
    };
  }

  private static String maxResults(RegistryException e) {
    if (e.facts().size() > 1) {
      return "max_results must be between 1 and " + e.facts().get(0)
          + ". See the API docs for more information about request parameters.";
    }
    boolean tooFew = e.value().startsWith("-") || e.value().equals("0");
    return ErrorMessages.plain(e)
        + (tooFew
            ? " It must be a positive integer"
            : " It must be at most " + e.facts().get(0))
        + (e.subject() == Subject.METRIC ? "." : "");
  }

  private static String ofExperiment(RegistryException e) {
    if (e.kind() == ErrorKind.NOT_FOUND) {
      return e.field().equals("experiment_name")
          ? "Could not find experiment with name '" + e.value() + "'"
          : "No Experiment with id=" + e.value() + " exists";
    }
    if (e.kind() == ErrorKind.ALREADY_EXISTS) {
      return "Experiment(name=" + e.value() + ") already exists"
          + (e.reason() == Reason.DELETED
              ? " in the deleted state. Restore it, or choose another name."
              : ".");
    }
    if (e.field().equals("artifact_location")) {
      return ofLocation(e);
    }
    return switch (e.reason()) {
      case WRONG_TYPE ->
        "Invalid experiment ID '" + e.value() + "'. Experiment ID must be a valid integer.";
      case DELETED ->
        e.field().equals("new_name")
            ? "Cannot rename a non-active experiment."
            : "The experiment " + e.value()
                + " must be in the 'active' state. Current state is deleted.";
      default -> ErrorMessages.plain(e);
    };
  }

  private static String ofLocation(RegistryException e) {
    String given = " Given: '" + e.value() + "'";
    return switch (e.reason()) {
      case UNSUPPORTED -> "Artifact location cannot be a runs:/ URI. Given: '" + e.value() + "'";
      case CHARACTERS -> "'artifact_location' URL can't include fragments or params.";
      case MISMATCH ->
        "artifact_location cannot be specified in a workspace other than 'default'." + given;
      case RESERVED -> "'artifact_location' must not hold or lie in what the server keeps." + given;
      case DUPLICATE ->
        "'artifact_location' must not hold or lie in another experiment's location." + given;
      default ->
        "'artifact_location' must be an mlflow-artifacts:/ URI, or lie below the server's default"
            + " artifact root or an artifact source." + given;
    };
  }

  private static String ofRun(RegistryException e) {
    if (e.kind() == ErrorKind.NOT_FOUND) {
      return "Run with id=" + e.value() + " not found";
    }
    return switch (e.reason()) {
      case DELETED ->
        "The run " + e.value() + " must be in the 'active' state. Current state is deleted.";
      case MALFORMED -> "Invalid run ID: '" + e.value() + "'";
      case MISMATCH ->
        "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values"
            + " (run_name='" + e.value() + "', mlflow.runName='" + e.facts().get(0) + "').";
      case OUT_OF_RANGE ->
        "A batch logging request can contain at most " + e.facts().get(0) + " " + e.field()
            + ". Got " + e.value() + " " + e.field() + ". Please split up " + e.field()
            + " across multiple requests and try again.";
      default -> ErrorMessages.plain(e);
    };
  }

  private static String ofLoggedModel(RegistryException e) {
    if (e.kind() == ErrorKind.NOT_FOUND) {
      return "Logged model with ID '" + e.value() + "' not found.";
    }
    return switch (e.reason()) {
      case CHARACTERS ->
        "Invalid model name ('" + e.value()
            + "') provided. Model name must be a non-empty string and"
            + " cannot contain the following characters: ('/', ':', '.', '%', '\"', \"'\")";
      case MISMATCH ->
        e.field().equals("model_id")
            ? "model_id '" + e.value() + "' in the body is not the one in the path, '"
                + e.facts().get(0) + "'."
            : LogErrorMessages.changedParams(e, "model");
      case MALFORMED -> "Malformed model info. \n " + e.value() + " \n is not a valid JSON.";
      case MISSING ->
        "Model json is missing mandatory fields: {'" + String.join("', '", e.facts()) + "'}";
      default -> ErrorMessages.plain(e);
    };
  }
}
