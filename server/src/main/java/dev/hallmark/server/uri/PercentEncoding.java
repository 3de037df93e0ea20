package dev.hallmark.server.uri;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-escapes of URIs: {@code %}, then two hexadecimal digits. */
public final class PercentEncoding {
  private PercentEncoding() {}

  /** Whether each {@code %} of the text begins an escape. */
  public static boolean isValid(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (escape(text, i) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Reads each escape once and leaves the rest as it is. What is not UTF-8 then becomes U+FFFD. */
  public static String decode(String text) {
    return text.indexOf('%') < 0 ? text : new String(decodeToBytes(text), StandardCharsets.UTF_8);
  }

  /** The bytes of the text in UTF-8, where each escape stands for its byte. */
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

  /** The byte that the escape at this place stands for, or -1 where no escape is. */
  private static int escape(String text, int place) {
    return text.charAt(place) == '%' && place + 2 < text.length()
        ? value(text.charAt(place + 1), text.charAt(place + 2))
        : -1;
  }

  private static int value(int high, int low) {
    // Character.digit would take the digits of every script
    int upper = high < 0x80 ? Character.digit(high, 16) : -1;
    int lower = low < 0x80 ? Character.digit(low, 16) : -1;
    return upper >= 0 && lower >= 0 ? upper * 16 + lower : -1;
  }
}
