package dev.hallmark.client.mlmodel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** YAML scalars, on one line or several, as PyYAML writes them. */
final class Scalars {
  /** Represents null, which callers outside this package never see. */
  static final Object NULL = new Object();

  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})");
  private static final Pattern REAL =
      Pattern.compile("([-+]?[0-9]+\\.[0-9]*([eE][-+][0-9]+)?|\\.[0-9]+)");
  private static final Map<String, Object> WORDS = Map.of(
      "null",
      NULL,
      "~",
      NULL,
      "true",
      true,
      "false",
      false,
      ".inf",
      Double.POSITIVE_INFINITY,
      "-.inf",
      Double.NEGATIVE_INFINITY,
      ".nan",
      Double.NaN,
      "{}",
      Map.of(),
      "[]",
      List.of());
  private static final Set<Character> REFUSED =
      Set.of('[', ']', '{', '}', '|', '>', '!', '%', '@', '`', '?', '#');

  private Scalars() {}

  /**
   * Whether the quote ends in this line.
   *
   * @param open the index of the first character after an opening quote, or 0 in a continuation line
   */
  static boolean closes(String line, int open, char quote) {
    for (int i = open; i < line.length(); i++) {
      if (quote == '"' && line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == quote) {
        if (quote == '"' || i + 1 == line.length() || line.charAt(i + 1) != '\'') {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /** Throws IllegalArgumentException with the reason. */
  static Object of(List<String> parts) {
    String first = parts.get(0);
    if (first.startsWith("'") || first.startsWith("\"")) {
      return quoted(parts);
    }
    if (parts.size() == 1 && WORDS.containsKey(first)) {
      return WORDS.get(first);
    }
    if (REFUSED.contains(first.charAt(0)) || first.startsWith("? ")) {
      throw new IllegalArgumentException("is YAML that MLflow does not write");
    }
    return parts.size() == 1 ? plain(first) : folded(parts);
  }

  private static Object plain(String text) {
    if (WHOLE.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    return REAL.matcher(text).matches() ? (Object) Double.parseDouble(text) : text;
  }

  /** Parses a map key: the contents of its quotes, or the text itself. */
  static Object quotedOrText(String text) {
    return text.startsWith("'") || text.startsWith("\"") ? quoted(List.of(text)) : text;
  }

  private static String quoted(List<String> parts) {
    String last = parts.get(parts.size() - 1);
    String quote = parts.get(0).substring(0, 1);
    boolean isWhole =
        last.endsWith(quote) && closes(last, parts.size() == 1 ? 1 : 0, quote.charAt(0));
    if (!isWhole) {
      throw new IllegalArgumentException("has a quote that does not end where its text does");
    }
    if (quote.equals("\"")) {
      return Escapes.resolve(parts);
    }
    String text = folded(parts);
    return text.substring(1, text.length() - 1).replace("''", "'");
  }

  /** Folds lines as YAML does: a line break is a space, an empty line is a line break. */
  static String folded(List<String> parts) {
    StringBuilder text = new StringBuilder(parts.get(0));
    int empty = 0;
    for (String part : parts.subList(1, parts.size())) {
      if (part.isEmpty()) {
        empty++;
      } else {
        text.append(empty == 0 ? " " : "\n".repeat(empty)).append(part);
        empty = 0;
      }
    }
    return text.toString();
  }
}
