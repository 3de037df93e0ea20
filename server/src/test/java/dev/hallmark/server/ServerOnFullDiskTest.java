package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.cli.CommandLines;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.storage.CutDatabase;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.DiskRoom;
import dev.hallmark.server.testkit.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole server while the disk of its database is full. */
@Timeout(120)
class ServerOnFullDiskTest {
  private static final String GET = "/api/2.0/mlflow/registered-models/get?name=";

  @TempDir
  Path folder;

  private final AtomicReference<Throwable> halted = new AtomicReference<>();
  private Path file;
  private DiskRoom room;

  @BeforeEach
  void name() {
    file = folder.resolve("hallmark.mv.db");
    room = DiskRoom.of(file);
  }

  @AfterEach
  void goesOn() {
    assertThat(halted.get()).isNull();
  }

  @Test
  void fullDisk_refusesChangesOnly_untilThereIsRoom() throws Exception {
    try (TestServer server = start()) {
      assertThat(create(server, "iris").statusCode()).isEqualTo(200);
      room.leave(0);
      awaitHealth(server, "OK, read-only: disk");
      assertFull(server);
      room.free();
      awaitHealth(server, "OK");
      assertThat(create(server, "lily").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void start_onAFullDisk_servesReads_andChangesWhenThereIsRoom() throws Exception {
    try (TestServer server = start()) {
      assertThat(create(server, "iris").statusCode()).isEqualTo(200);
    }
    room.leave(0);
    try (TestServer server = start()) {
      awaitHealth(server, "OK, read-only: disk");
      assertFull(server);
      room.free();
      awaitHealth(server, "OK");
      assertThat(create(server, "lily").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void firstStart_onAFullDisk_waitsForRoom() throws Exception {
    room.leave(0);
    try (TestServer server = start()) {
      assertThat(server.send(server.request("/health")).statusCode()).isEqualTo(503);
      assertThat(create(server, "iris").statusCode()).isEqualTo(503);
      room.free();
      awaitHealth(server, "OK");
      assertThat(create(server, "iris").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void status_saysThatTheServerCanOnlyBeRead() throws Exception {
    StringWriter out = new StringWriter();
    try (TestServer server = start()) {
      room.leave(0);
      awaitHealth(server, "OK, read-only: disk");
      String uri = "http://127.0.0.1:" + server.port();
      PrintWriter printer = new PrintWriter(out, true);
      String[] line = {"status", "--server", uri};
      assertThat(CommandLines.run(line, Map.of(), printer, printer)).isZero();
      assertThat(out)
          .hasToString(uri + " is up, read-only: disk; Hallmark unpackaged, MLflow's API 3.17.2\n");
    }
  }

  private void assertFull(TestServer server) throws Exception {
    HttpResponse<String> refused = create(server, "lily");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body())
        .isEqualTo("{\"error_code\":\"TEMPORARILY_UNAVAILABLE\",\"message\":\"The server can only"
            + " read now: its disk is full. Nothing was changed; try again.\"}");
    assertThat(server.send(server.request(GET + "iris")).statusCode()).isEqualTo(200);
    assertThat(server.send(server.request(GET + "lily")).statusCode()).isEqualTo(404);
  }

  private TestServer start() {
    Database database = CutDatabase.start(file, halted::set);
    return TestServer.start(
        database, Map.of(Setting.SECRET_KEY_FILE, folder.resolve("secret.key").toString()));
  }

  private static HttpResponse<String> create(TestServer server, String name) throws Exception {
    return server.send(server
        .request("/api/2.0/mlflow/registered-models/create")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}")));
  }

  private static void awaitHealth(TestServer server, String text) throws Exception {
    while (!server.send(server.request("/health")).body().equals(text)) {
      Thread.sleep(20);
    }
  }
}
