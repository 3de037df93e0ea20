package dev.hallmark.client;

import java.net.URI;
import java.net.URISyntaxException;

/** Parses and checks the URL of a server. */
final class TrackingUri {
  private TrackingUri() {}

  static URI parse(String text) {
    try {
      return check(new URI(text));
    } catch (URISyntaxException e) {
      // no cause: its message contains the whole text, which can include a password
      throw refused(text, hasScheme(text) ? e.getReason() : "");
    }
  }

  /** Returns the URI, or throws with code {@code UNUSABLE}. */
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

  /** Removes what could be a password or a line break. */
  private static String shown(String text) {
    String address =
        text.replaceFirst("(?s)^(\\w+://)?.*@", "$1…@").replaceFirst("(?s)\\?.*", "?…");
    return Environment.shortened(address);
  }
}
