package dev.hallmark.server.storage.search;

import dev.hallmark.server.storage.functions.CaseFolding;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** What a LIKE pattern says about the texts that match: {@code %} is any text, {@code _} any one character. */
final class LikePattern {
  private static final int LAST_OF_BMP = 0xFFFF;
  private static final Pattern WILD = Pattern.compile("[%_]");

  private LikePattern() {}

  /** The text that every match begins with. */
  static String prefix(String pattern) {
    int end = 0;
    while (end < pattern.length() && pattern.charAt(end) != '%' && pattern.charAt(end) != '_') {
      end++;
    }
    return pattern.substring(0, end);
  }

  /** The longest text that the folded form of every match holds, whatever the case of the pattern. */
  static String substring(String pattern) {
    return CaseFolding.fold(Arrays.stream(WILD.split(pattern))
        .max(Comparator.comparingInt(String::length))
        .orElse(""));
  }

  /**
   * Whether H2's matcher might try out the positions of several {@code %} against each other, which takes a power of
   * the text's length.
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

  /**
   * Bounds on a column for texts with this beginning; it holds in the order of code points and of UTF-16 units, and may
   * let others through.
   */
  static List<Sql> range(Sql column, String prefix) {
    String above = above(prefix);
    Sql from = column.then(" >= ?", prefix);
    return above.isEmpty() ? List.of(from) : List.of(from, column.then(" < ?", above));
  }

  /** The least text above all with this beginning; empty when there is none. */
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
