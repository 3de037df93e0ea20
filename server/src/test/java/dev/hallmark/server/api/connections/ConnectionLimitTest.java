package dev.hallmark.server.api.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {
  private static final int MOST = 3;

  /** Whether the server lets this connection ask anything. */
  private static boolean isServed(Socket socket) {
    try {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
      return socket.getInputStream().read() == 'H';
    } catch (IOException e) {
      return false; // it was closed before it could ask
    }
  }

  @Test
  void address_hasSoManyConnectionsAndNoMore() throws Exception {
    try (TestServer server = TestServer.start(Map.of(Setting.CONNECTIONS_PER_ADDRESS, "" + MOST))) {
      List<Socket> open = new ArrayList<>();
      for (int i = 0; i < MOST; i++) {
        open.add(new Socket("127.0.0.1", server.port()));
        assertThat(isServed(open.get(i))).isTrue();
      }
      try (Socket another = new Socket("127.0.0.1", server.port())) {
        assertThat(isServed(another)).isFalse();
      }
      open.get(0).close();
      assertThat(isServedSoon(server.port())).isTrue();
      for (Socket each : open) {
        each.close();
      }
    }
  }

  private static boolean isServedSoon(int port) throws Exception {
    for (int i = 0; i < 500; i++) {
      try (Socket next = new Socket("127.0.0.1", port)) {
        if (isServed(next)) {
          return true;
        }
      }
      Thread.sleep(20); // the server has yet to see that the other one is closed
    }
    return false;
  }

  @Test
  void zero_isNoLimit() throws Exception {
    AddressLimit limit = new AddressLimit(0);
    ClientAddress address = address("10.0.0.1");
    for (int i = 0; i < 10_000; i++) {
      assertThat(limit.enter(address)).isTrue();
    }
  }

  @Test
  void addressesOfOneIpv6Network_countAsOne() throws Exception {
    AddressLimit limit = new AddressLimit(1);
    assertThat(limit.enter(address("2001:db8:1:2::1"))).isTrue();
    assertThat(limit.enter(address("2001:db8:1:2:ffff::9"))).isFalse();
    assertThat(limit.enter(address("2001:db8:1:3::1"))).isTrue();
    assertThat(limit.enter(address("10.0.0.1"))).isTrue();
    assertThat(limit.enter(address("10.0.0.2"))).isTrue();
    limit.leave(address("2001:db8:1:2::1"));
    assertThat(limit.enter(address("2001:db8:1:2::2"))).isTrue();
  }

  private static ClientAddress address(String text) throws Exception {
    return ClientAddress.of(new InetSocketAddress(InetAddress.getByName(text), 1));
  }
}
