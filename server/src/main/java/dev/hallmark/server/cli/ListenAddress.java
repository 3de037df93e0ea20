package dev.hallmark.server.cli;

import dev.hallmark.server.config.HttpConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** Checks the address that the server is going to listen on. */
final class ListenAddress {
  private ListenAddress() {}

  /**
   * Throws the exception that the server would get when it listens on the address. Only binds the address and does not listen, so that no
   * client connects.
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
