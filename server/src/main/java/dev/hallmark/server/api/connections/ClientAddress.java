package dev.hallmark.server.api.connections;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HexFormat;

/** Whom limits count as one: an IPv4 address, or the 64 bits of an IPv6 address that name a network, which one owner has. */
public record ClientAddress(String text) {
  private static final int NETWORK_BYTES = 8;

  static ClientAddress of(SocketAddress address) {
    if (!(address instanceof InetSocketAddress socket) || socket.getAddress() == null) {
      return new ClientAddress("unknown"); // gone before anybody could look
    }
    byte[] bytes = socket.getAddress().getAddress();
    return new ClientAddress(
        bytes.length == 4
            ? socket.getAddress().getHostAddress()
            : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "/64");
  }
}
