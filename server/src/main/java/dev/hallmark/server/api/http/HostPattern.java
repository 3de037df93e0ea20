package dev.hallmark.server.api.http;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of allowed hosts. {@code *} matches any text without a dot; a leading {@code *.} also matches text with dots. In an address
 * such as {@code 10.*} it matches only numbers, so that no host name matches. A single {@code *} matches every host.
 *
 * @param port the port of matching origins; empty for the default port of the scheme, -1 for any
 */
record HostPattern(Pattern host, boolean addresses, OptionalInt port) {
  private static final Pattern PARTS =
      Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::([0-9]{1,5}|\\*))?");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.*]*[0-9][0-9.*]*|\\[.*]");
  private static final int ANY_PORT = -1;

  /** @param text a name, an address (IPv6 with or without brackets) or a pattern, with an optional port */
  static HostPattern of(String text) {
    String bracketed = isBareIpv6(text) ? '[' + text + ']' : text;
    Matcher parts = PARTS.matcher(bracketed.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a host: " + text);
    }
    String host = parts.group(1);
    boolean addresses = NUMBERS.matcher(host).matches();
    return new HostPattern(
        Pattern.compile(regex(host, addresses)), addresses, port(parts.group(2)));
  }

  private static boolean isBareIpv6(String text) {
    return !text.startsWith("[") && text.indexOf(':') != text.lastIndexOf(':');
  }

  private static OptionalInt port(String text) {
    if (text == null) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(text.equals("*") ? ANY_PORT : Integer.parseInt(text));
  }

  private static String regex(String host, boolean addresses) {
    if (host.equals("*")) {
      return ".*";
    }
    String any = addresses ? "[0-9a-f.:]*" : "[^.]*";
    boolean leading = host.startsWith("*.");
    String rest =
        Pattern.quote(leading ? host.substring(1) : host).replace("*", "\\E" + any + "\\Q");
    return (leading ? addresses ? any : ".*" : "") + rest;
  }

  /** Matches a {@code Host} header. Ignores the port, which differs behind a proxy or port forwarding. */
  boolean matchesHost(HostAndPort site) {
    return host.matcher(site.host()).matches() && (!addresses || site.address().isPresent());
  }

  boolean matchesOrigin(WebOrigin origin) {
    boolean samePort = port.isEmpty()
        ? origin.isOnDefaultPort()
        : port.getAsInt() == ANY_PORT || port.getAsInt() == origin.port();
    return samePort && matchesHost(origin.site());
  }
}
