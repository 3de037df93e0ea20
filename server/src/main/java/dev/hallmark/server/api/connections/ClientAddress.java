package dev.hallmark.server.api.connections;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HexFormat;

/** The unit of limits per client: an IPv4 address, or the first 64 bits of an IPv6 address, which identify a network of one owner. */
public record ClientAddress(String text) {
  private static final int NETWORK_BYTES = 8;

  static ClientAddress of(SocketAddress address) {
    if (!(address instanceof InetSocketAddress socket) || socket.getAddress() == null) {
      return new ClientAddress("unknown"); // the connection is already closed
    }
    byte[] bytes = socket.getAddress().getAddress();
    return new ClientAddress(
        bytes.length == 4
            ? socket.getAddress().getHostAddress()
            : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "/64");
  }
}
