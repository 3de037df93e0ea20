package dev.hallmark.server.api;

import java.util.function.IntPredicate;

/** Text that a client sent, as a log may hold it. */
public final class LogEscaping {
  private LogEscaping() {}

  /**
   * One word, {@code -} when there is no text. What ends a line, shifts a column or turns the direction of writing is
   * {@code _}, so that nobody can forge a line, whichever program shows it.
   */
  public static String word(String text) {
    if (text == null || text.isEmpty()) {
      return "-";
    }
    if (text.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
      return text;
    }
    return shown(text, LogEscaping::isVisible);
  }

  /** The first line of a text that may have spaces, otherwise as {@link #word}. */
  static String line(String text) {
    return shown(text.lines().findFirst().orElse("-"), each -> each == ' ' || isVisible(each));
  }

  private static String shown(String text, IntPredicate visible) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(each -> shown.appendCodePoint(visible.test(each) ? each : '_'));
    return shown.toString();
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED -> false;
      default -> true;
    };
  }
}
