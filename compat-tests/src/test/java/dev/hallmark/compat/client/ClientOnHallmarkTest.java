package dev.hallmark.compat.client;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.compat.process.HallmarkProcess;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Our client and the packaged server. */
class ClientOnHallmarkTest extends ClientOnServerCase {
  @TempDir
  private static Path data;

  private static HallmarkProcess server;

  @BeforeAll
  static void start() {
    server = HallmarkProcess.start(data);
    client = new HallmarkClient(URI.create(server.uri()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  boolean isHallmark() {
    return true;
  }
}
