package dev.hallmark.server.storage;

/**
 * The beginning of a long text, kept in a column of its own because an index entry has a greatest size. Who searches such a
 * column cuts the wanted text the same way, and compares the whole text besides. Lengths are UTF-16 units.
 */
public final class IndexPrefix {
  private static final int OF_VALUE = 100;
  private static final int OF_SOURCE = 400;

  private IndexPrefix() {}

  /** Of the value of a tag or a param. */
  public static String ofValue(String value) {
    return cut(value, OF_VALUE);
  }

  /** Of the source of a model version. */
  public static String ofSource(String source) {
    return cut(source, OF_SOURCE);
  }

  /** Never ends in the middle of a surrogate pair, which no database would take. */
  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
