package dev.hallmark.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The IP addresses at which other machines can reach this one. */
public final class MachineAddresses {
  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]");

  /** An address of a documentation range (RFC 5737). No packet is sent; only the local route is looked up. */
  private static final InetSocketAddress OTHER_HOST = new InetSocketAddress("192.0.2.1", 9);

  private MachineAddresses() {}

  /** Whether a server with this host listens on all addresses. */
  public static boolean isWildcard(String host) {
    return WILDCARDS.contains(host);
  }

  /**
   * The addresses in URL syntax, the one of the default route first. Loopback and link-local addresses are left out.
   *
   * @param host a wildcard address; {@code 0.0.0.0} leaves out IPv6 addresses
   */
  public static List<String> of(String host) {
    InetAddress preferred = preferred();
    try {
      return NetworkInterface.networkInterfaces()
          .filter(MachineAddresses::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
          .filter(each -> each instanceof Inet4Address || !host.equals("0.0.0.0"))
          .sorted(Comparator.comparing((InetAddress each) -> !each.equals(preferred))
              .thenComparing(each -> !(each instanceof Inet4Address)))
          .map(MachineAddresses::text)
          .toList();
    } catch (SocketException e) {
      return List.of(); // the network interfaces cannot be listed
    }
  }

  private static InetAddress preferred() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(OTHER_HOST);
      return socket.getLocalAddress();
    } catch (IOException | UncheckedIOException e) {
      return InetAddress.getLoopbackAddress(); // there is no route to other machines
    }
  }

  private static boolean isUp(NetworkInterface each) {
    try {
      return each.isUp();
    } catch (SocketException e) {
      return false;
    }
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress().replaceFirst("%.*", "");
    return text.contains(":") ? "[" + text + "]" : text;
  }
}
