package dev.hallmark.server.config.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the correct spelling of a mistyped name. */
public final class Similar {
  private static final int MOST_EDITS = 3;

  private Similar() {}

  /** The closest of these names, if it differs in only a few letters. */
  private static Optional<String> to(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> edits(typed, name) <= Math.min(MOST_EDITS, name.length() / 2))
        .min(Comparator.comparingInt(name -> edits(typed, name)));
  }

  /** A question to append to an error message; empty if no name is similar. */
  public static String question(String typed, Collection<String> names) {
    return to(typed, names).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** The Levenshtein distance, computed row by row. */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}
