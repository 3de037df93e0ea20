package dev.hallmark.server.api.responses;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The header {@code Content-Disposition} (RFC 6266), which makes browsers save a file instead of showing it. */
public final class ContentDisposition {
  /** A token (RFC 9110), which needs no quotes. */
  private static final Pattern TOKEN = Pattern.compile("[\\w!#$%&'*+.^`|~-]+");

  /** Characters that need no encoding (RFC 5987). */
  private static final String PLAIN = "!#$&+-.^_`|~";

  private ContentDisposition() {}

  /**
   * {@code attachment; filename=model.pkl}, quoted if the name is not a token. For a name that is not ASCII, the header has an ASCII
   * version for old clients and the full name.
   */
  public static String attachment(String name) {
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
