package dev.hallmark.compat.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** For a server that has to be told its port before it starts; another process may take the port meanwhile. */
public final class FreePort {
  private FreePort() {}

  /** A port of this machine's own address on which nobody listens just now. */
  public static int find() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
