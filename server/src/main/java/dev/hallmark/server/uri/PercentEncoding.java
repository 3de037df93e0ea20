package dev.hallmark.server.uri;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of URIs: {@code %} and two hexadecimal digits. */
public final class PercentEncoding {
  private PercentEncoding() {}

  /** Whether each {@code %} begins a valid escape. */
  public static boolean isValid(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (escape(text, i) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Decodes each valid escape once and keeps the rest. Invalid UTF-8 becomes U+FFFD. */
  public static String decode(String text) {
    return text.indexOf('%') < 0 ? text : new String(decodeToBytes(text), StandardCharsets.UTF_8);
  }

  /** The text in UTF-8, with escapes replaced by their bytes. */
  public static byte[] decodeToBytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int escaped =
          bytes[i] == '%' && i + 2 < bytes.length ? value(bytes[i + 1], bytes[i + 2]) : -1;
      decoded.write(escaped < 0 ? bytes[i] : escaped);
      i += escaped < 0 ? 0 : 2;
    }
    return decoded.toByteArray();
  }

  /** The byte of the escape at this index, or -1 if there is none. */
  private static int escape(String text, int index) {
    return text.charAt(index) == '%' && index + 2 < text.length()
        ? value(text.charAt(index + 1), text.charAt(index + 2))
        : -1;
  }

  private static int value(int high, int low) {
    // Character.digit accepts digits of all scripts
    int upper = high < 0x80 ? Character.digit(high, 16) : -1;
    int lower = low < 0x80 ? Character.digit(low, 16) : -1;
    return upper >= 0 && lower >= 0 ? upper * 16 + lower : -1;
  }
}
