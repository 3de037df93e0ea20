package dev.hallmark.server;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.server.testkit.TestServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The Java client, and a server of its own for each class. */
abstract class HallmarkClientCase {
  static HallmarkClient client;

  private static TestServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = TestServer.start();
    client = new HallmarkClient(URI.create("http://127.0.0.1:" + server.port()));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }
}
