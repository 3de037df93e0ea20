package dev.hallmark.server.cli;

import dev.hallmark.server.config.HttpConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** Where the server is going to listen. */
final class ListenAddress {
  private ListenAddress() {}

  /**
   * Throws what the server would meet with when it listens there. The address is bound but not listened on, so that no
   * client is taken for a moment and then dropped.
   */
  static void check(HttpConfig http) {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(http.host(), http.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
