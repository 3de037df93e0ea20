package dev.hallmark.client;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a server is, as somebody typed it. */
final class TrackingUri {
  private TrackingUri() {}

  static URI parse(String text) {
    try {
      return check(new URI(text));
    } catch (URISyntaxException e) {
      // without the cause: its message has the whole text, and with it a password
      throw refused(text, hasScheme(text) ? e.getReason() : "");
    }
  }

  /** Returns it, or throws with code {@code UNUSABLE}. */
  static URI check(URI uri) {
    String text = uri.toString();
    if (!hasScheme(text)) {
      throw refused(text, "");
    }
    if (uri.getHost() == null) {
      throw refused(text, "it has no valid host name");
    }
    if (uri.getRawQuery() != null) {
      throw refused(text, "it has a query");
    }
    return uri;
  }

  private static boolean hasScheme(String text) {
    return text.matches("(?is)https?://.*");
  }

  private static HallmarkException refused(String text, String why) {
    return new HallmarkException(
        HallmarkException.UNUSABLE,
        "'" + shown(text) + "' is not the address of a server"
            + (why.isEmpty() ? ": it must begin with http:// or https://" : ": " + why));
  }

  /** Without what may be a password, on one line. */
  private static String shown(String text) {
    String address =
        text.replaceFirst("(?s)^(\\w+://)?.*@", "$1…@").replaceFirst("(?s)\\?.*", "?…");
    return Environment.shortened(address);
  }
}
