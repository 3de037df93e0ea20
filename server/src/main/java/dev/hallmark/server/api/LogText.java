package dev.hallmark.server.api;

/** Text that a client sent, as a log may hold it. */
final class LogText {
  private LogText() {}

  /**
   * One word, {@code -} when there is no text. What ends a line, shifts a column or turns the direction of writing is
   * {@code _}, so that nobody can forge a line, whichever program shows it.
   */
  static String word(String text) {
    if (text == null || text.isEmpty()) {
      return "-";
    }
    if (text.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
      return text;
    }
    StringBuilder word = new StringBuilder(text.length());
    text.codePoints().forEach(each -> word.appendCodePoint(isVisible(each) ? each : '_'));
    return word.toString();
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
