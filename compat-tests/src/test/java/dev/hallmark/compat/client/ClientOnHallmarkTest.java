package dev.hallmark.compat.client;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.compat.process.HallmarkProcess;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Our client and the packaged server. */
class ClientOnHallmarkTest {
  @TempDir
  private static Path data;

  private static HallmarkProcess server;
  private static HallmarkClient client;

  @BeforeAll
  static void start() {
    server = HallmarkProcess.start(data);
    client = new HallmarkClient(URI.create(server.uri()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Nested
  class RegistryCalls extends RegistryCallsContract {
    @Override
    HallmarkClient client() {
      return client;
    }
  }

  @Nested
  class JobCalls extends JobCallsContract {
    @Override
    HallmarkClient client() {
      return client;
    }

    @Override
    boolean isHallmark() {
      return true;
    }
  }
}
