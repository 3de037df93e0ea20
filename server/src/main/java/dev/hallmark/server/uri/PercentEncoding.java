package dev.hallmark.server.uri;

/** Percent-escapes of URLs: {@code %}, then two hexadecimal digits. */
public final class PercentEncoding {
  private PercentEncoding() {}

  /** The byte that the escape at this place stands for, or -1 where no escape is. */
  public static int at(byte[] text, int place) {
    return place + 2 < text.length ? value(text[place], text[place + 1], text[place + 2]) : -1;
  }

  /** The byte that the escape at this place stands for, or -1 where no escape is. */
  public static int at(CharSequence text, int place) {
    return place + 2 < text.length()
        ? value(text.charAt(place), text.charAt(place + 1), text.charAt(place + 2))
        : -1;
  }

  /** Whether each {@code %} of the text begins an escape. */
  public static boolean areWhole(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (at(text, i) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int value(int percent, int high, int low) {
    // Character.digit would take the digits of every script
    int upper = high < 0x80 ? Character.digit(high, 16) : -1;
    int lower = low < 0x80 ? Character.digit(low, 16) : -1;
    return percent == '%' && upper >= 0 && lower >= 0 ? upper * 16 + lower : -1;
  }
}
