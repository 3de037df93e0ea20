package dev.hallmark.server.api.http;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The origin of a web page, as in the header {@code Origin}: scheme, host and port.
 *
 * @param scheme {@code http} or {@code https}
 * @param port the default port of the scheme if the origin has none
 */
record WebOrigin(String scheme, String host, int port) {
  /** Empty if this is not an origin of a web server, such as {@code null} or {@code javascript:…}. */
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

  /** Whether this is the origin of the called server. The scheme is ignored, because a proxy may terminate TLS. */
  boolean isOf(HostAndPort called) {
    return host.equals(called.host())
        && (called.port().isPresent() ? called.port().getAsInt() == port : isOnDefaultPort());
  }
}
