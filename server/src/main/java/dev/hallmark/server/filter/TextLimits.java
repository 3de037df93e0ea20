package dev.hallmark.server.filter;

/** What no filter and no order may hold, whatever its grammar. */
final class TextLimits {
  private TextLimits() {}

  /** Refuses what is too long, and characters that databases do not store: NUL, and halves of surrogate pairs. */
  static void check(String text, int limit, Refusals refusals) {
    if (text.length() > limit) {
      throw refusals.tooLong("characters", limit);
    }
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
        throw refusals.characters("\\u%04x".formatted(c));
      }
      i += Character.charCount(c) - 1;
    }
  }
}
