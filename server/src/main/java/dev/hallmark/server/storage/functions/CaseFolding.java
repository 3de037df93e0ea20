package dev.hallmark.server.storage.functions;

/**
 * Makes texts equal that differ in case alone, for ILIKE: Unicode's simple case folding (CaseFolding.txt, status C and S).
 * Each code point has one that stands for it, whatever is beside it and in every language, so that a piece of a text folds
 * to a part of the folded text. PostgreSQL's function {@code text_fold} says the same.
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

  /** By way of the capital, which all small forms of a letter share; only Turkish takes these two for an I. */
  private static int fold(int codePoint) {
    return codePoint == DOTTED_CAPITAL_I || codePoint == DOTLESS_SMALL_I
        ? codePoint
        : Character.toLowerCase(Character.toUpperCase(codePoint));
  }
}
