package dev.hallmark.server.storage;

/**
 * The beginning of a long text, stored in an extra column because index entries have a maximum size. A search on such a column truncates
 * its value the same way and also compares the whole text. Lengths are UTF-16 code units.
 */
public final class IndexPrefix {
  private static final int OF_VALUE = 100;
  private static final int OF_SOURCE = 400;

  private IndexPrefix() {}

  /** The prefix for values of tags and params. */
  public static String ofValue(String value) {
    return truncate(value, OF_VALUE);
  }

  /** The prefix for sources of model versions. */
  public static String ofSource(String source) {
    return truncate(source, OF_SOURCE);
  }

  /** Does not split a surrogate pair, which databases reject. */
  private static String truncate(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
