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

/** The addresses that other machines reach this one by. */
public final class MachineAddresses {
  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]");

  /** Of a range that is for examples only: nothing is sent, the route there is merely looked up. */
  private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("192.0.2.1", 9);

  private MachineAddresses() {}

  /** Whether a server that listens there listens on all addresses. */
  public static boolean isWildcard(String host) {
    return WILDCARDS.contains(host);
  }

  /**
   * As they stand in a URL, the one that the machine itself prefers first; without those that only it, or only one of its links, reaches.
   *
   * @param host a wildcard; {@code 0.0.0.0} leaves out those of IPv6
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
      return List.of(); // no interfaces can be asked for: there is nothing to name
    }
  }

  private static InetAddress preferred() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(SOMEWHERE);
      return socket.getLocalAddress();
    } catch (IOException | UncheckedIOException e) {
      return InetAddress.getLoopbackAddress(); // no way out of this machine
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
