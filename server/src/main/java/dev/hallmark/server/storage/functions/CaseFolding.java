package dev.hallmark.server.storage.functions;

/**
 * Unicode's simple case folding (CaseFolding.txt, status C and S), for ILIKE. Each code point is folded independently of its context and of
 * the language, so that a substring of a text folds to a substring of the folded text. PostgreSQL's function {@code text_fold} gives the
 * same result.
 */
public final class CaseFolding {
  private static final int DOTTED_CAPITAL_I = 0x130;
  private static final int DOTLESS_SMALL_I = 0x131;

  private CaseFolding() {}

  public static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints().forEach(each -> folded.appendCodePoint(fold(each)));
    return folded.toString();
  }

  /**
   * Folds through upper case, which all lower-case forms of a letter share. The two dotted and dotless forms of I are equal only in Turkish
   * and stay unchanged.
   */
  private static int fold(int codePoint) {
    return codePoint == DOTTED_CAPITAL_I || codePoint == DOTLESS_SMALL_I
        ? codePoint
        : Character.toLowerCase(Character.toUpperCase(codePoint));
  }
}
