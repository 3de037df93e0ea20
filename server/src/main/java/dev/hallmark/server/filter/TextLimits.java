package dev.hallmark.server.filter;

/** Limits of all filters and orders. */
final class TextLimits {
  private TextLimits() {}

  /** Rejects text that is too long or has characters that PostgreSQL cannot store: NUL and unpaired surrogates. */
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
