package dev.hallmark.server.api.http;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a web page comes from, as a browser tells it in {@code Origin}: scheme, host and port, compared as a whole.
 *
 * @param scheme {@code http} or {@code https}
 * @param port the scheme's own where none was written
 */
record WebOrigin(String scheme, String host, int port) {
  /** Empty for what is no page of a web server, such as {@code null} or {@code javascript:…}. */
  static Optional<WebOrigin> of(String text) {
    int end = text.indexOf("://");
    String scheme = end < 0 ? "" : text.substring(0, end).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.empty();
    }
    return HostAndPort.of(text.substring(end + 3))
        .map(site -> new WebOrigin(
            scheme, site.host(), site.port().orElse(scheme.equals("http") ? 80 : 443)));
  }

  HostAndPort site() {
    return new HostAndPort(host, OptionalInt.of(port));
  }

  boolean isOnDefaultPort() {
    return port == (scheme.equals("http") ? 80 : 443);
  }

  /** Whether a page from here calls its own server. A proxy may have taken the encryption off, so any scheme will do. */
  boolean isOf(HostAndPort called) {
    return host.equals(called.host())
        && (called.port().isPresent() ? called.port().getAsInt() == port : isOnDefaultPort());
  }
}
