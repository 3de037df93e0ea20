package dev.hallmark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.NewVersion;
import dev.hallmark.server.config.settings.Setting;
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
import org.junit.jupiter.api.io.TempDir;

/** Copies in the store, and in a share that the server only reads. */
class RestoreCommandTest {
  private static final String DONE = "restored    MLmodel\nmodels:/iris/1 is intact: 1 file, ";

  @TempDir
  Path share;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestServer server;
  private String run;
  private Path sealed;

  @BeforeEach
  void damage() throws Exception {
    server = TestServer.start(Map.of(Setting.ARTIFACT_SOURCE, "file://" + share));
    HallmarkClient client = new HallmarkClient(URI.create(uri()));
    run = client.runs().create("0", "", Map.of()).id();
    Path model = Files.createDirectories(share.resolve("backup/model 1"));
    Path file = Files.writeString(model.resolve("MLmodel"), "flavors");
    client.artifacts().upload(file, "runs:/" + run + "/model");
    client.models().create("iris");
    String digest = client
        .versions()
        .create(NewVersion.of("iris", "runs:/" + run + "/model").runId(run))
        .digest();
    sealed = server
        .folder()
        .resolve("artifacts/seals/" + digest.substring("sha256:".length()) + "/files/MLmodel");
    Files.delete(sealed);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String uri() {
    return "http://127.0.0.1:" + server.port();
  }

  private int restore(String from) {
    return CommandLines.run(
        new String[] {"restore", "models:/iris/1", "--from", from},
        Map.of("MLFLOW_TRACKING_URI", uri()),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  private void assertRefused(String from, String message) {
    assertThat(restore(from)).isEqualTo(2);
    assertThat(err.toString()).startsWith("hallmark: " + message);
    assertThat(sealed).doesNotExist();
  }

  @Test
  void uriInAShare_isACopy() {
    assertThat(restore("file://" + share + "/backup/model%201"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).startsWith(DONE);
    assertThat(sealed).hasContent("flavors");
  }

  @Test
  void uriInTheStore_isACopy() {
    assertThat(restore("mlflow-artifacts:/0/" + run + "/artifacts/model")).isZero();
    assertThat(out.toString()).startsWith(DONE);
  }

  @Test
  void otherFilesInTheShare_areRefused() throws Exception {
    Files.writeString(share.resolve("backup/model 1/MLmodel"), "FLAVORS");
    assertRefused(
        "file://" + share + "/backup/model%201",
        "INVALID_ARGUMENT: --from does not match: 'file://" + share
            + "/backup/model 1/MLmodel' has the digest sha256:");
  }

  @Test
  void missingFilesInTheShare_areRefused() {
    assertRefused(
        "file://" + share + "/backup/none",
        "NOT_FOUND: There is no file or folder 'file://" + share + "/backup/none/MLmodel'.");
  }

  @Test
  void linkInTheShare_isNotFollowed() throws Exception {
    Path elsewhere = Files.createTempDirectory("elsewhere");
    Files.copy(share.resolve("backup/model 1/MLmodel"), elsewhere.resolve("MLmodel"));
    Files.createSymbolicLink(share.resolve("link"), elsewhere);
    assertRefused("file://" + share + "/link", "NOT_FOUND: ");
  }

  @Test
  void uriOutsideTheRoots_isRefusedNamingTheOption() {
    for (String from : new String[] {
      "file:///etc", "file://" + share + "/../x", "s3://bucket/m", "runs:/" + run + "/model"
    }) {
      err.getBuffer().setLength(0);
      assertRefused(
          from,
          "INVALID_ARGUMENT: --from has an invalid value: '" + from
              + "'. It must be a folder below default-artifact-root or an artifact-source");
    }
  }

  @Test
  void invalidPath_isRefusedNamingTheOption() {
    assertRefused(
        "../model",
        "INVALID_ARGUMENT: --from has an invalid value: '../model'. It must be relative");
  }
}
