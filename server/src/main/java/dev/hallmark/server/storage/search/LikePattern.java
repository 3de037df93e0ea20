package dev.hallmark.server.storage.search;

import dev.hallmark.server.storage.functions.CaseFolding;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Analyzes LIKE patterns: {@code %} matches any text, {@code _} any character. */
final class LikePattern {
  private static final int LAST_OF_BMP = 0xFFFF;
  private static final Pattern WILD = Pattern.compile("[%_]");

  private LikePattern() {}

  /** The prefix of every match. */
  static String prefix(String pattern) {
    int end = 0;
    while (end < pattern.length() && pattern.charAt(end) != '%' && pattern.charAt(end) != '_') {
      end++;
    }
    return pattern.substring(0, end);
  }

  /** The longest case-folded substring of every match. */
  static String substring(String pattern) {
    return CaseFolding.fold(Arrays.stream(WILD.split(pattern))
        .max(Comparator.comparingInt(String::length))
        .orElse(""));
  }

  /**
   * Whether the pattern has several {@code %}, for which H2's matcher may backtrack: its time is then polynomial in the length of the text,
   * with one degree for each {@code %}.
   */
  static boolean isCostly(String pattern) {
    int gaps = 0;
    for (int i = 0; i < pattern.length() - 1; i++) {
      if (pattern.charAt(i) == '%' && pattern.charAt(i + 1) != '%') {
        gaps++;
      }
    }
    return gaps > 1;
  }

  /** Range conditions for texts with this prefix, correct for both code point and UTF-16 order. They may match other texts too. */
  static List<Sql> range(Sql column, String prefix) {
    String above = above(prefix);
    Sql from = column.then(" >= ?", prefix);
    return above.isEmpty() ? List.of(from) : List.of(from, column.then(" < ?", above));
  }

  /** The lowest text that is greater than all texts with this prefix; empty if there is none. */
  private static String above(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last != Character.MAX_CODE_POINT && last != LAST_OF_BMP) {
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return prefix.substring(0, end) + Character.toString(next);
      }
    }
    return "";
  }
}
