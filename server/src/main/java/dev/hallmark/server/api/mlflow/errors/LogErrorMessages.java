package dev.hallmark.server.api.mlflow.errors;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** MLflow's error messages about metrics, params and tags. */
final class LogErrorMessages {
  private static final String ALPHABET =
      "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ),"
          + " colon(:) and slashes (/).";
  private static final String NORMAL_PATH =
      "Names may be treated as files in certain cases, and must not resolve to other names when"
          + " treated as such. This name would resolve to '";

  private LogErrorMessages() {}

  static String of(RegistryException e) {
    if (e.kind() == ErrorKind.NOT_FOUND) {
      return missingTag(e);
    }
    return switch (e.reason()) {
      case CHARACTERS -> invalidKey(e) + ALPHABET;
      case MALFORMED -> invalidKey(e) + NORMAL_PATH + e.facts().get(0) + "'";
      case DUPLICATE ->
        "Duplicate parameter keys have been submitted: " + list(e.facts())
            + ". Please ensure the request contains only one param value per param key.";
      case MISMATCH -> e.field().equals("end_step") ? steps(e) : changedParams(e, "run");
      case MISSING -> missing(e);
      case OUT_OF_RANGE -> outOfRange(e);
      default -> ErrorMessages.plain(e);
    };
  }

  private static String missing(RegistryException e) {
    return switch (e.field()) {
      case "run_id" -> "GetMetricHistoryBulk request must specify at least one run_id.";
      case "metric_key" -> "GetMetricHistoryBulk request must specify a metric_key.";
      default -> "If either start step or end step are specified, both must be specified.";
    };
  }

  private static String missingTag(RegistryException e) {
    String owner = e.facts().get(0);
    return switch (e.subject()) {
      case EXPERIMENT_TAG -> "No tag with name: " + e.value() + " in experiment with id " + owner;
      case RUN_TAG -> "No tag with name: " + e.value() + " in run with id " + owner;
      default -> "No tag with key '" + e.value() + "' found for model with ID '" + owner + "'.";
    };
  }

  /** MLflow calls the key of a metric its name here. */
  private static String invalidKey(RegistryException e) {
    String field = e.subject() == Subject.METRIC ? e.field().replaceAll("key$", "name") : e.field();
    return "Invalid value \"" + e.value() + "\" for parameter '" + field + "' supplied: ";
  }

  /** The label of a value that is too long. Keys of metrics and params are named without their index. */
  static String lengthLabel(RegistryException e) {
    boolean key = e.field().endsWith("key");
    return switch (e.subject()) {
      case METRIC -> key ? "Metric name" : e.field();
      case PARAM -> key ? "Param key" : e.field();
      default -> e.field();
    };
  }

  private static String steps(RegistryException e) {
    return "end_step must be greater than start_step. Found start_step="
        + e.facts().get(0) + " and end_step=" + e.value() + ".";
  }

  /** Clients match only the error code. Facts: the owner, then key, old value and new value of each param. */
  static String changedParams(RegistryException e, String owner) {
    String refused = "Changing param values is not allowed. ";
    List<String> facts = e.facts();
    if (!e.field().equals("params")) {
      return refused + "Param with key='" + facts.get(1) + "' was already logged with value='"
          + facts.get(2) + "' for " + owner + " ID='" + facts.get(0)
          + "'. Attempted logging new value '"
          + facts.get(3) + "'.";
    }
    List<String> each = new ArrayList<>();
    for (int i = 1; i < facts.size(); i += 3) {
      each.add("{'key': '" + facts.get(i) + "', 'old_value': '" + facts.get(i + 1)
          + "', 'new_value': '" + facts.get(i + 2) + "'}");
    }
    return refused + "Params were already logged='[" + String.join(", ", each) + "]' for " + owner
        + " ID='" + facts.get(0) + "'.";
  }

  private static String outOfRange(RegistryException e) {
    if (e.field().endsWith("timestamp")) {
      return "Invalid value " + e.value() + " for parameter '" + e.field() + "' supplied: metric '"
          + e.facts().get(0) + "' (value=" + e.facts().get(1)
          + "). Timestamp must be a nonnegative long (64-bit integer) ";
    }
    return switch (e.field()) {
      case "run_ids" ->
        "GetMetricHistoryBulkInterval request must specify at most " + e.facts().get(0)
            + " run_ids. Received " + e.value()
            + " run_ids. See the API docs for more information about request parameters.";
      case "run_id" ->
        "GetMetricHistoryBulk request cannot specify more than " + e.facts().get(0)
            + " run_ids. Received " + e.value() + " run_ids.";
      default -> "An experiment can have at most " + e.facts().get(0) + " tags like " + e.value();
    };
  }

  /** Formats a list of strings as Python does. */
  static String list(List<String> values) {
    return values.stream().collect(Collectors.joining("', '", "['", "']"));
  }
}
