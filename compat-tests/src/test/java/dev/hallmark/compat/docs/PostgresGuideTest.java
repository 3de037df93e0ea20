package dev.hallmark.compat.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.process.HallmarkProcess;
import dev.hallmark.compat.wire.Wire;
import dev.hallmark.server.testkit.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Does what the guide to PostgreSQL tells its readers to do, on a database server of the test's own. */
@Timeout(300)
class PostgresGuideTest {
  private static final Path GUIDE = Path.of("../docs/how-to/postgresql.md");
  private static final List<String> PORTS = List.of("5001", "5002");

  @TempDir
  private Path folder;

  private final List<Process> servers = new ArrayList<>();
  private final List<String> ports = new ArrayList<>();
  private EmbeddedPostgres postgres;

  @BeforeEach
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    for (int i = 0; i < PORTS.size(); i++) {
      ports.add(Integer.toString(FreePort.find()));
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (Process each : servers) {
      each.destroy();
      if (!each.waitFor(60, TimeUnit.SECONDS)) {
        each.destroyForcibly().waitFor();
      }
    }
    postgres.close();
  }

  @Test
  void everyStep_works() throws Exception {
    List<GuideBlock> blocks = GuideBlock.of(Files.readString(GUIDE));
    assertThat(blocks)
        .extracting(GuideBlock::task)
        .containsExactly(
            "do as administrator",
            "do",
            "write hallmark.properties",
            "start",
            "start",
            "do",
            "do",
            "do as owner");
    for (GuideBlock each : blocks) {
      follow(each.task(), adapted(each.text()));
    }
  }

  private void follow(String task, String text) throws Exception {
    switch (task) {
      case "do as administrator" -> execute("postgres", text);
      case "do as owner" -> execute("hallmark", text);
      case "write hallmark.properties" ->
        Files.writeString(folder.resolve("hallmark.properties"), text);
      case "start" -> {
        servers.add(bash("exec env " + text, "server" + servers.size()));
        awaitReady(ports.get(servers.size() - 1));
      }
      default -> run(text);
    }
  }

  /** The reader's host names, ports and folders become the test's. */
  private String adapted(String text) {
    String adapted = text.replace("server/target/hallmark.jar", HallmarkProcess.JAR.toString())
        .replace("db.example.com:5432", "127.0.0.1:" + postgres.getPort())
        .replace("/mnt/hallmark", folder.resolve("shared").toString());
    for (int i = 0; i < PORTS.size(); i++) {
      adapted = adapted.replace(PORTS.get(i), ports.get(i));
    }
    return adapted;
  }

  /** As this role, in the database of the same name. */
  private void execute(String role, String statements) throws Exception {
    try (Connection connection = postgres.getDatabase(role, role).getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements.split(";", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  private void run(String script) throws Exception {
    Process process = bash(script, "command");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said("command")).isZero();
  }

  private Process bash(String script, String log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(folder.resolve(log + ".log").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HALLMARK_"));
    return builder.start();
  }

  private void awaitReady(String port) throws Exception {
    String log = "server" + (servers.size() - 1);
    Process server = servers.get(servers.size() - 1);
    while (!isReady(Integer.parseInt(port))) {
      assertThat(server.isAlive()).as(said(log)).isTrue();
      Thread.sleep(50);
    }
  }

  private static boolean isReady(int port) {
    try (Wire wire = new Wire(port)) {
      return wire.get("/health").status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String said(String log) throws IOException {
    return Files.readString(folder.resolve(log + ".log"));
  }
}
