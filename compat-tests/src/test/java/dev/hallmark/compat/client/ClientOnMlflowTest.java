package dev.hallmark.compat.client;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.compat.bench.MlflowServer;
import dev.hallmark.compat.python.Venv;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Our client and MLflow's own server, which knows neither seals nor digests, and answers some things in other words. */
class ClientOnMlflowTest extends ClientOnServerCase {
  @TempDir
  private static Path folder;

  private static MlflowServer server;

  @BeforeAll
  static void start() throws IOException {
    String database = "sqlite:///" + folder.resolve("mlflow.db");
    Venv venv = Venv.orSkip(
        Path.of("src/test/python/requirements-3.17.txt"), "MLflow's own server is not asked");
    server = new MlflowServer(venv, folder, database, 1);
    client = new HallmarkClient(URI.create("http://127.0.0.1:" + server.port()));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  boolean isHallmark() {
    return false;
  }
}
