package dev.hallmark.server.api.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host with an optional port, as in a {@code Host} header.
 *
 * @param host in lower case; an IPv6 address in brackets, without a zone id
 */
record HostAndPort(String host, OptionalInt port) {
  private static final Pattern PARTS =
      Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]*:[0-9a-f:.]*])(?::([0-9]{1,5}))?");
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[.*]");

  /** Empty if the text is not a host. */
  static Optional<HostAndPort> of(String text) {
    Matcher parts = PARTS.matcher(text.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return Optional.empty();
    }
    OptionalInt port = parts.group(2) == null
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(parts.group(2)));
    return Optional.of(new HostAndPort(parts.group(1), port));
  }

  /** The IP address if the host is one; empty for a name. Makes no DNS query. */
  Optional<InetAddress> address() {
    if (!ADDRESS.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty(); // not a valid address, such as 999.1.1.1
    }
  }

  boolean isLoopback() {
    return host.equals("localhost")
        || address().filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** Whether this is a private, link-local or unique local address. */
  boolean isPrivate() {
    return address()
        .filter(each -> each.isSiteLocalAddress()
            || each.isLinkLocalAddress()
            || each.getAddress().length == 16 && (each.getAddress()[0] & 0xfe) == 0xfc)
        .isPresent();
  }
}
