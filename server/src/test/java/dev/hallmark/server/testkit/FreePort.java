package dev.hallmark.server.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** For a server that has to be told its port before it starts. */
public final class FreePort {
  /** Below those that Linux gives to whoever asks for any, so that none of them takes it meanwhile. */
  private static final int LOWEST = 10_000;

  private static final int HIGHEST = 30_000;

  private FreePort() {}

  /** A port of this machine's own address on which nobody listens just now. */
  public static int find() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (BindException taken) { // another, then
      }
    }
  }
}
