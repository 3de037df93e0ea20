package dev.hallmark.server.storage.functions;

/** The SQL function {@code text_like} of H2: LIKE in no more steps than the product of both lengths. */
public final class TextLike {
  private TextLike() {}

  /**
   * The last {@code %} seen is the only one worth trying again: what stood before it matched as early as it could.
   *
   * @param pattern folded already when folding
   * @param folding whether to ignore case
   * @return null when the text is null, as SQL wants it
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

  /** Never into the middle of a character: to {@code _} a surrogate pair is one. */
  private static int next(String text, int at) {
    return at + Character.charCount(text.codePointAt(at));
  }
}
