package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** MLflow's sentences about filters, orders and page tokens. The facts are those that {@code filter.Refusals} gives. */
final class SearchTexts {
  private SearchTexts() {}

  static String of(RegistryException e) {
    return e.subject() == Subject.PAGE_TOKEN ? ofToken(e) : ofText(e);
  }

  private static String ofToken(RegistryException e) {
    return switch (e.reason()) {
      case MISMATCH ->
        "Invalid page token: it belongs to another search. Repeat the filter, the order and the"
            + " other fields of the search that gave it.";
      default -> "Invalid page token, could not base64-decode";
    };
  }

  private static String ofText(RegistryException e) {
    boolean filter = e.subject() == Subject.FILTER;
    return switch (e.reason()) {
      case MALFORMED ->
        filter
            ? "Invalid clause(s) in filter string: '" + e.value() + "'"
            : "Invalid order_by clause '" + e.value() + "'. Could not be parsed.";
      case UNKNOWN -> unknown(e, filter);
      case UNSUPPORTED -> operator(e);
      case WRONG_TYPE -> type(e);
      case TOO_LONG ->
        "Invalid value for parameter '" + e.field() + "' supplied: it may hold at most "
            + e.facts().get(0) + " " + e.value() + ".";
      case CHARACTERS ->
        "Invalid value for parameter '" + e.field() + "' supplied: it holds " + e.value()
            + ", which is not text.";
      case DUPLICATE -> "`order_by` contains duplicate fields: '" + e.value() + "'";
      case TOO_SLOW ->
        "The search for \"" + e.value() + "\" was stopped after " + e.facts().get(0)
            + " seconds. Narrow the filter, for instance with an equality or with fewer patterns that begin with"
            + " %; this server's setting 'search-timeout' allows no longer.";
      default -> MlflowTexts.plain(e);
    };
  }

  private static String unknown(RegistryException e, boolean filter) {
    if (e.field().equals("prefix")) {
      return "Invalid entity type '" + e.value() + "'. Valid values are ["
          + e.facts().get(0) + "]";
    }
    String where = filter ? "specified" : "in order_by clause";
    return "Invalid " + e.field() + " key '" + e.value() + "' " + where + ". Valid keys are '{"
        + e.facts().get(0) + "}'";
  }

  private static String operator(RegistryException e) {
    String key = e.facts().get(0);
    return switch (e.value()) {
      case "IS NULL", "IS NOT NULL" ->
        "IS NULL / IS NOT NULL is only supported for tags and params, not for '" + e.field() + "' '"
            + key + "'";
      case "IN", "NOT IN" ->
        "Only [" + e.facts().get(1)
            + "] attributes support comparison with a list of quoted string values. Got "
            + e.field() + " '" + key + "'";
      default -> "Invalid comparator for " + e.field() + ": " + e.value() + " (on '" + key + "')";
    };
  }

  private static String type(RegistryException e) {
    String key = e.facts().get(0);
    boolean attribute = e.field().equals("attribute");
    return switch (e.facts().get(1)) {
      case "number" ->
        "Expected numeric value type for " + (attribute ? "numeric attribute: " + key : e.field())
            + ". Found " + e.value();
      case "integer" ->
        "Expected an integer value for attribute " + key + ". Got value " + e.value();
      case "list" ->
        "Expected a list of quoted string values for " + e.field() + " '" + key + "'. Got value "
            + e.value();
      default ->
        attribute
            ? "Expected a quoted string value or a list of quoted string values for attributes."
                + " Got value " + e.value()
            : "Expected a quoted string value for " + e.field() + " (e.g. 'my-value'). Got value "
                + e.value();
    };
  }
}
