package dev.hallmark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.NewVersion;
import dev.hallmark.server.testkit.FreePort;
import dev.hallmark.server.testkit.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestServer server;
  private String copy;
  private String digest;

  @BeforeEach
  void register() throws Exception {
    server = TestServer.start();
    HallmarkClient client = new HallmarkClient(URI.create(uri()));
    String run = client.runs().create("0", "", Map.of()).id();
    Path file = Files.writeString(Files.createTempDirectory("model").resolve("MLmodel"), "flavors");
    client.artifacts().upload(file, "runs:/" + run + "/model");
    copy = "0/" + run + "/artifacts/model";
    client.models().create("my iris");
    digest = client
        .versions()
        .create(NewVersion.of("my iris", "runs:/" + run + "/model").runId(run))
        .digest();
    client.models().setAlias("my iris", "champion", 1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String uri() {
    return "http://127.0.0.1:" + server.port();
  }

  private int run(String... arguments) {
    return CommandLines.run(
        arguments,
        Map.of("MLFLOW_TRACKING_URI", uri()),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  private void damage() throws Exception {
    Path file = server
        .folder()
        .resolve("artifacts/seals/" + digest.substring("sha256:".length()) + "/files/MLmodel");
    Files.delete(file);
    Files.writeString(file, "FLAVORS");
  }

  @Test
  void intactVersion_isStatus0() {
    assertThat(run("verify", "models:/my iris@champion")).isZero();
    assertThat(out)
        .hasToString(
            "models:/my iris/1 is intact: 1 file, 7 bytes, 0 damaged, digest " + digest + "\n");
  }

  @Test
  void damagedVersion_isStatus1UntilItIsRestored() throws Exception {
    damage();
    assertThat(run("verify", "models:/my iris/1")).isEqualTo(1);
    assertThat(out)
        .hasToString("changed     MLmodel\n"
            + "models:/my iris/1 is damaged: 1 file, 7 bytes, 1 damaged, digest " + digest + "\n");
    out.getBuffer().setLength(0);
    assertThat(run("restore", "models:/my iris/1", "--from", copy)).isZero();
    assertThat(out)
        .hasToString("restored    MLmodel\n"
            + "models:/my iris/1 is intact: 1 file, 7 bytes, 0 damaged, digest " + digest + "\n");
    assertThat(run("verify", "models:/my iris/1", "--json")).isZero();
    assertThat(out.toString()).contains("\"status\" : \"intact\"");
  }

  @Test
  void whatCannotBeVerified_isStatus2() throws Exception {
    assertThat(run("verify", "models:/my iris/9")).isEqualTo(2);
    assertThat(err)
        .hasToString("hallmark: NOT_FOUND: There is no version 9 of a model 'my iris'.\n");
    assertThat(run("verify", "iris")).isEqualTo(2);
    assertThat(run("verify", "models:/m", "--server", "http://127.0.0.1:" + FreePort.find()))
        .isEqualTo(2);
    assertThat(run("verify", "models:/m/1", "--server", "http://127.0.0.1:" + FreePort.find()))
        .isEqualTo(2);
    assertThat(run("restore", "models:/my iris/1", "--from", "0/none")).isZero();
    damage();
    assertThat(run("restore", "models:/my iris/1", "--from", "0/none")).isEqualTo(2);
    assertThat(run("restore", "models:/my iris/1")).isEqualTo(2);
  }
}
