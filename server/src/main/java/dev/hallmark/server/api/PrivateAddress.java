package dev.hallmark.server.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses that only machines of the same network reach. */
final class PrivateAddress {
  /** What {@link InetAddress#getByName} reads without asking a name server. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]*:[0-9a-f:.]*]");

  private PrivateAddress() {}

  /** @param host an address as in a URL, IPv6 in brackets; a name is never one */
  static boolean is(String host) {
    if (!LITERAL.matcher(host).matches()) {
      return false;
    }
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()
          || (address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc);
    } catch (UnknownHostException e) {
      return false; // looks like an address, and is none: 999.1.1.1
    }
  }
}
