package dev.hallmark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.FreePort;
import dev.hallmark.server.testkit.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GcCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int run(int port, String... arguments) {
    return CommandLines.run(
        arguments,
        Map.of("MLFLOW_TRACKING_URI", "http://127.0.0.1:" + port),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  @Test
  void planAndRun_tellWhatTheyFound() throws Exception {
    Path file =
        Files.createDirectories(server.folder().resolve("artifacts/.tmp/dead")).resolve("half");
    Files.writeString(file, "half a file");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(10))));

    assertThat(run(server.port(), "gc", "plan")).isZero();
    assertThat(out)
        .hasToString("remove  temporary_file .tmp/dead: left by a server that stopped\n"
            + "temporary_file: 1 object, 11 bytes\n"
            + "would free 11 bytes of 1 object, deleted or last changed more than 7d ago\n");
    assertThat(file).exists();

    out.getBuffer().setLength(0);
    assertThat(run(server.port(), "gc", "run", "--older-than", "11d")).isZero();
    assertThat(out)
        .hasToString("freed 0 bytes of 0 objects, deleted or last changed more than 11d ago\n");

    out.getBuffer().setLength(0);
    assertThat(run(server.port(), "gc", "run", "--older-than", "24h", "--json")).isZero();
    assertThat(out.toString()).contains("\"status\" : \"done\"", "\"kind\" : \"temporary_file\"");
    assertThat(file).doesNotExist();
  }

  @Test
  void refusedTime_isStatus2() {
    assertThat(run(server.port(), "gc", "run", "--older-than", "soon")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("hallmark: ")
        .contains("'older_than' must be a number of days or hours, as in 7d or 12h");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void missingServer_isStatus2() throws Exception {
    assertThat(run(FreePort.find(), "gc", "plan")).isEqualTo(2);
    assertThat(err.toString()).startsWith("hallmark: ");
  }
}
