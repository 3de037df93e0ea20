package dev.hallmark.server.error;

import java.io.Writer;

/** The beginning of a text that may be very long, and its total length. Lengths are in Unicode code points. */
public final class Excerpt extends Writer {
  private static final int MOST = 200;

  private final StringBuilder kept = new StringBuilder();
  private long length;
  private boolean afterHigh; // the last char may be the first of a surrogate pair

  /** The text of this value, truncated if it is long. */
  public static String of(Object value) {
    String text = String.valueOf(value);
    if (text.length() <= MOST || value instanceof Excerpt) {
      return text;
    }
    int length = text.codePointCount(0, text.length());
    return length <= MOST
        ? text
        : ended(text.substring(0, text.offsetByCodePoints(0, MOST)), length);
  }

  private static String ended(String beginning, long length) {
    return beginning + "... (" + length + " characters)";
  }

  @Override
  public void write(char[] chars, int from, int count) {
    for (int i = from; i < from + count; i++) {
      boolean completes = afterHigh && Character.isLowSurrogate(chars[i]);
      length += completes ? 0 : 1;
      if (length <= MOST) {
        kept.append(chars[i]);
      }
      afterHigh = Character.isHighSurrogate(chars[i]);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return length <= MOST ? kept.toString() : ended(kept.toString(), length);
  }
}
