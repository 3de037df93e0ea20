package dev.hallmark.server.api.mlflow.errors;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.Searched;
import java.util.Set;

/** MLflow's error messages about filters, orders and page tokens. {@code filter.Refusals} documents the facts. */
final class SearchErrorMessages {
  private static final Set<Searched> HAVE_PRESENCE = Set.of(Searched.EXPERIMENTS, Searched.RUNS);

  private SearchErrorMessages() {}

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
    return switch (e.reason()) {
      case MALFORMED -> malformed(e);
      case MISSING -> "Invalid filter '" + e.value() + "'. Could not be parsed.";
      case UNKNOWN -> e.subject() == Subject.FILTER ? unknown(e) : unknownOrder(e);
      case UNSUPPORTED ->
        e.subject() == Subject.FILTER
            ? operator(e)
            : "Invalid ordering key in order_by clause '" + e.value() + "'.";
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
      default -> ErrorMessages.plain(e);
    };
  }

  /** The last fact. */
  private static Searched searched(RegistryException e) {
    return Searched.valueOf(e.facts().get(e.facts().size() - 1));
  }

  private static String malformed(RegistryException e) {
    if (e.subject() == Subject.ORDER) {
      return "Invalid order_by clause '" + e.value() + "'. Could not be parsed.";
    }
    return switch (searched(e)) {
      case REGISTERED_MODELS, MODEL_VERSIONS, EXPERIMENTS ->
        "Invalid clause(s) in filter string: " + e.value();
      case RUNS -> "Invalid clause(s) in filter string: '" + e.value() + "'";
      case LOGGED_MODELS ->
        "Invalid filter string: " + quoted(e.value())
            + ". Expected a list of comparisons separated by"
            + " 'AND' (e.g. 'metrics.loss > 0.1 AND params.lr = 0.01').";
    };
  }

  /** Quotes a string as Python does. */
  private static String quoted(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    return quote + text + quote;
  }

  private static String unknown(RegistryException e) {
    return e.field().equals("prefix")
        ? unknownPrefix(e)
        : "Invalid " + e.field() + " key '" + e.value() + "' specified. Valid keys are '{"
            + e.facts().get(0) + "}'";
  }

  private static String unknownPrefix(RegistryException e) {
    String valid = e.facts().get(0);
    return switch (searched(e)) {
      case REGISTERED_MODELS, MODEL_VERSIONS, EXPERIMENTS ->
        "Invalid entity type '" + e.value() + "'. Valid entity types are (" + valid + ")";
      case RUNS -> "Invalid entity type '" + e.value() + "'. Valid values are [" + valid + "]";
      case LOGGED_MODELS ->
        "Invalid entity type: '" + e.value() + "'. Expected one of [" + valid + "].";
    };
  }

  private static String unknownOrder(RegistryException e) {
    if (e.field().equals("prefix")) {
      return unknownPrefix(e);
    }
    String valid = " specified. Valid keys are '{" + e.facts().get(0) + "}'";
    return switch (searched(e)) {
      case REGISTERED_MODELS -> "Invalid order by key '" + e.value() + "'" + valid;
      case LOGGED_MODELS -> "Invalid order by field name: " + e.value();
      case MODEL_VERSIONS, EXPERIMENTS, RUNS ->
        e.field().equals("attribute")
            ? "Invalid attribute key '" + e.value() + "'" + valid
            : "Invalid order_by entity: " + e.field();
    };
  }

  private static String operator(RegistryException e) {
    String key = e.facts().get(0);
    return switch (e.value()) {
      case "IS NULL", "IS NOT NULL" ->
        "IS NULL / IS NOT NULL is only supported for tags and params"
            + (HAVE_PRESENCE.contains(searched(e)) ? "" : " of experiments and runs")
            + ", not for '" + e.field() + "' '" + key + "'";
      case "IN", "NOT IN" ->
        "Only [" + e.facts().get(1)
            + "] attributes support comparison with a list of quoted string values.";
      default -> comparator(e, key);
    };
  }

  private static String comparator(RegistryException e, String key) {
    return switch (searched(e)) {
      case REGISTERED_MODELS, MODEL_VERSIONS, EXPERIMENTS, LOGGED_MODELS ->
        "Invalid comparator for "
            + switch (key) {
              case "version_number" -> "attribute version_number";
              case "experiment_id" -> key;
              default -> e.field();
            }
            + ": " + e.value();
      case RUNS ->
        "Invalid comparator '" + e.value() + "' not one of '{" + e.facts().get(2) + "}'";
    };
  }

  private static String type(RegistryException e) {
    String key = e.facts().get(0);
    boolean attribute = e.field().equals("attribute");
    return switch (e.facts().get(1)) {
      case "number" ->
        "Expected numeric value type for " + (attribute ? "numeric attribute: " + key : e.field())
            + ". Found " + e.value();
      case "integer" -> "Invalid value for numeric attribute '" + key + "': " + e.value();
      case "texts" ->
        "While parsing a list in the query, expected string value, punctuation, or whitespace, but"
            + " got different type in list: " + e.value();
      case "any" ->
        "While parsing a list in the query, expected a non-empty list of string values, but got"
            + " empty list";
      case "quotes" ->
        "Parameter value is either not quoted or unidentified quote types used for string value "
            + e.value() + ". Use either single or double quotes.";
      default -> "Expected a quoted string value " + forWhat(e, attribute) + e.value();
    };
  }

  private static String forWhat(RegistryException e, boolean attribute) {
    if (attribute) {
      return searched(e) == Searched.EXPERIMENTS
          ? "for attributes. Got value "
          : "or a list of quoted string values for attributes. Got value ";
    }
    return e.field().equals("dataset")
        ? "for dataset attributes. Got value "
        : "for " + e.field() + " (e.g. 'my-value'). Got value ";
  }
}
