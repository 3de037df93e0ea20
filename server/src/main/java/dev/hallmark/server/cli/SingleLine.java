package dev.hallmark.server.cli;

/** Text from a server, for a terminal. */
final class SingleLine {
  private SingleLine() {}

  /** Removes line breaks and control characters, which could break a table or control the terminal. */
  static String of(String text) {
    return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]+", " ")
        .strip();
  }
}
