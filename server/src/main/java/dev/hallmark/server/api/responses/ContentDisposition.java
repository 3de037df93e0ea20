package dev.hallmark.server.api.responses;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The header by which a browser saves a file under its name and does not show it; RFC 6266. */
final class ContentDisposition {
  /** A token of RFC 9110, which needs no quotes. */
  private static final Pattern TOKEN = Pattern.compile("[\\w!#$%&'*+.^`|~-]+");

  /** What RFC 5987 lets stand as it is. */
  private static final String PLAIN = "!#$&+-.^_`|~";

  private ContentDisposition() {}

  /**
   * {@code attachment; filename=model.pkl}; quoted where the name is no token. A name beyond ASCII is there twice: what is
   * left of it in ASCII for old clients, then all of it.
   */
  static String attachment(String name) {
    String ascii =
        Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("[^\\x20-\\x7e]", "");
    boolean exact = name.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    return "attachment; filename=" + quoted(ascii)
        + (exact ? "" : "; filename*=UTF-8''" + encoded(name));
  }

  private static String quoted(String value) {
    return TOKEN.matcher(value).matches()
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String encoded(String name) {
    StringBuilder text = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        text.append(c);
      } else {
        text.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return text.toString();
  }
}
