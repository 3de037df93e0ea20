package dev.hallmark.server.storage.functions;

/** The SQL function {@code text_like} of H2: LIKE in time proportional to the product of both lengths. */
public final class TextLike {
  private TextLike() {}

  /**
   * Backtracks only to the last {@code %}, because the part before it has already matched as early as possible.
   *
   * @param pattern must be case-folded if {@code folding} is true
   * @param folding whether to ignore case
   * @return null if the text is null, as in SQL
   */
  public static Boolean matches(String text, String pattern, boolean folding) {
    if (text == null) {
      return null;
    }
    return matches(folding ? CaseFolding.fold(text) : text, pattern);
  }

  private static boolean matches(String text, String pattern) {
    int inText = 0;
    int inPattern = 0;
    int gap = -1;
    int resume = 0;
    while (inText < text.length()) {
      boolean left = inPattern < pattern.length();
      if (left && pattern.charAt(inPattern) == '%') {
        gap = inPattern++;
        resume = inText;
      } else if (left && pattern.charAt(inPattern) == '_') {
        inText = next(text, inText);
        inPattern++;
      } else if (left && pattern.charAt(inPattern) == text.charAt(inText)) {
        inText++;
        inPattern++;
      } else if (gap >= 0) {
        inPattern = gap + 1;
        resume = next(text, resume);
        inText = resume;
      } else {
        return false;
      }
    }
    while (inPattern < pattern.length() && pattern.charAt(inPattern) == '%') {
      inPattern++;
    }
    return inPattern == pattern.length();
  }

  /** The index of the next code point: {@code _} matches a whole surrogate pair. */
  private static int next(String text, int at) {
    return at + Character.charCount(text.codePointAt(at));
  }
}
