package dev.hallmark.server.api;

import java.util.function.IntPredicate;

/** Escapes client input for log files. */
public final class LogEscaping {
  private LogEscaping() {}

  /**
   * Returns one word; {@code -} for null or empty text. Whitespace, control characters and characters that change the text direction become
   * {@code _}, so that clients cannot forge log lines.
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

  /** Returns the first line, escaped like {@link #word}, but with spaces kept. */
  static String line(String text) {
    return shown(text.lines().findFirst().orElse("-"), each -> each == ' ' || isVisible(each));
  }

  /** Returns all of the text in one line, escaped like {@link #word}, but with spaces and tabs kept. */
  public static String inOneLine(String text) {
    return shown(text, each -> each == ' ' || each == '\t' || isVisible(each));
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
