package dev.hallmark.server.api.mlflow.errors;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.versions.AliasName;

/** MLflow's error messages about models, versions, aliases, tags and stages. */
final class RegistryErrorMessages {
  private RegistryErrorMessages() {}

  static String of(RegistryException e) {
    return switch (e.subject()) {
      case REGISTERED_MODEL, PROMPT -> ofModel(e);
      case MODEL_VERSION -> ofVersion(e);
      case ALIAS -> ofAlias(e);
      case MODEL_TAG, VERSION_TAG -> ofTag(e);
      case STAGE -> ofStage(e);
      case SOURCE -> SourceErrorMessages.of(e);
      default -> ErrorMessages.plain(e);
    };
  }

  private static String ofModel(RegistryException e) {
    String kind = e.subject() == Subject.PROMPT ? "Prompt" : "Registered Model";
    if (e.kind() == ErrorKind.NOT_FOUND) {
      return "Registered Model with name=" + e.value() + " not found";
    }
    if (e.kind() == ErrorKind.ALREADY_EXISTS) {
      return e.reason() == Reason.TAKEN_BY_OTHER_KIND
          ? takenByOtherKind(e)
          : kind + " (name=" + e.value() + ") already exists.";
    }
    if (e.kind() == ErrorKind.CONFLICT) {
      return numberTaken(e);
    }
    return switch (e.reason()) {
      case MISSING -> "Missing value for required parameter '" + e.field() + "'.";
      case CHARACTERS -> "Invalid model name '" + e.value() + "'. Names cannot contain '/' or ':'.";
      case RESERVED ->
        "Invalid value \"" + e.value() + "\" for parameter '" + e.field()
            + "' supplied: Names may be treated as files in certain cases, and must not resolve to"
            + " other names when treated as such. This name would resolve to '" + e.value() + "'";
      case TOO_LONG ->
        e.subject() == Subject.PROMPT
            ? "Prompt text exceeds max length of " + e.facts().get(0) + " characters."
            : ErrorMessages.tooLong(e.field(), e);
      case OUT_OF_RANGE -> maxResults(e);
      case PLAIN ->
        "Invalid prompt source: '" + e.value()
            + "'. Prompt sources must use an MLflow placeholder.";
      default -> ErrorMessages.plain(e);
    };
  }

  /** Facts: the current name and the version. */
  private static String numberTaken(RegistryException e) {
    String name = "'" + e.value() + "'";
    return "Registered Model '" + e.facts().get(0) + "' cannot be renamed to " + name + ": version "
        + e.facts().get(1) + " of " + name + " belonged to another model, and a name never has two"
        + " versions with one number. Choose another name, or create a model named " + name
        + "; its version numbers continue after the earlier ones.";
  }

  private static String takenByOtherKind(RegistryException e) {
    boolean prompt = e.subject() == Subject.PROMPT;
    return "Tried to create a " + (prompt ? "prompt" : "registered model") + " with name '"
        + e.value() + "', but the name is already taken by a "
        + (prompt ? "registered model" : "prompt")
        + ". MLflow does not allow creating a model and a prompt with the same name.";
  }

  /** The fact of a missing version is the name of its model. */
  private static String ofVersion(RegistryException e) {
    if (e.kind() == ErrorKind.NOT_FOUND) {
      return "Model Version (name=" + e.facts().get(0) + ", version=" + e.value() + ") not found";
    }
    return switch (e.reason()) {
      case OUT_OF_RANGE -> maxResults(e);
      case WRONG_TYPE -> "Parameter 'version' must be an integer, got '" + e.value() + "'.";
      case TOO_LONG -> ErrorMessages.tooLong(e.field(), e);
      case NOT_READY ->
        "Model Version (name=" + e.facts().get(0) + ", version=" + e.value()
            + ") cannot be used: its status is " + e.facts().get(1)
            + (e.facts().get(2).isEmpty() ? "" : " (" + e.facts().get(2) + ")") + ".";
      default -> ErrorMessages.plain(e);
    };
  }

  /** The fact of a missing {@code latest} is the name of its model. */
  private static String ofAlias(RegistryException e) {
    if (e.kind() == ErrorKind.NOT_FOUND && !e.facts().isEmpty()) {
      return "Latest version not found for model " + e.facts().get(0) + ".";
    }
    return switch (e.reason()) {
      case PLAIN, UNKNOWN -> "Registered model alias " + e.value() + " not found.";
      case CHARACTERS ->
        "Invalid alias name: '" + e.value()
            + "'. Names may only contain alphanumerics, underscores (_), and dashes (-).";
      case RESERVED ->
        e.value().equalsIgnoreCase(AliasName.LATEST)
            ? "'latest' alias name (case insensitive) is reserved."
            : "Version alias name '" + e.value() + "' is reserved.";
      case TOO_LONG -> ErrorMessages.tooLong("Registered model alias name", e);
      default -> ErrorMessages.plain(e);
    };
  }

  private static String ofTag(RegistryException e) {
    String invalid = "Invalid value \"" + e.value() + "\" for parameter '" + e.field()
        + "' supplied: Names may ";
    return switch (e.reason()) {
      case CHARACTERS ->
        invalid + "only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces"
            + " ( ), colon(:) and slashes (/).";
      case MALFORMED ->
        invalid + "be treated as files in certain cases, and must not resolve to other names when"
            + " treated as such. This name would resolve to '" + e.facts().get(0) + "'";
      case TOO_LONG -> ErrorMessages.tooLong(e.field(), e);
      case RESERVED ->
        "Tag '" + e.value() + "' belongs to the contents of version "
            + e.facts().get(1) + " of prompt '" + e.facts().get(0)
            + "', which never change once it is registered. Register a new version with the"
            + " contents that you want.";
      default -> ErrorMessages.plain(e);
    };
  }

  private static String ofStage(RegistryException e) {
    return e.reason() == Reason.UNSUPPORTED
        ? "Model version transition cannot archive existing model versions because '" + e.value()
            + "' is not an Active stage. Valid stages are ['Staging', 'Production']"
        : "Invalid Model Version stage: " + e.value()
            + ". Value must be one of None, Staging, Production, Archived.";
  }

  /** The fact is the maximum. */
  private static String maxResults(RegistryException e) {
    return e.value().startsWith("-") || e.value().equals("0")
        ? "Invalid value for max_results. It must be a positive integer, but got " + e.value()
        : "Invalid value for request parameter max_results. It must be at most "
            + e.facts().get(0) + ", but got value " + e.value();
  }
}
