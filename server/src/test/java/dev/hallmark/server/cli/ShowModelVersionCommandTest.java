package dev.hallmark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.Integrity;
import dev.hallmark.client.ModelVersion;
import dev.hallmark.client.NewVersion;
import dev.hallmark.server.testkit.FreePort;
import dev.hallmark.server.testkit.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShowModelVersionCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestServer server;
  private ModelVersion version;

  @BeforeEach
  void register() {
    server = TestServer.start();
    HallmarkClient client = new HallmarkClient(URI.create(uri()));
    client.models().create("iris");
    client.versions().create(NewVersion.of("iris", "s3://bucket/iris"));
    client.versions().update("iris", 1, "two\nlines\u001b[31m");
    client.versions().setTag("iris", 1, "team", "risk");
    client.models().setAlias("iris", "champion", 1);
    version = client.versions().get("iris", 1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String uri() {
    return "http://127.0.0.1:" + server.port();
  }

  private int show(String... arguments) {
    List<String> all = new ArrayList<>(List.of("model-version", "show"));
    all.addAll(List.of(arguments));
    return CommandLines.run(
        all.toArray(String[]::new),
        Map.of("MLFLOW_TRACKING_URI", uri()),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  @Test
  void version_isATable_withoutWhatIsEmpty() {
    assertThat(show("iris", "1")).isZero();
    assertThat(out).hasToString("""
        name          iris
        version       1
        aliases       champion
        stage         None
        status        READY
        digest        none
        source        s3://bucket/iris
        created       %s
        updated       %s
        description   two lines [31m
        tags          team=risk
        """.formatted(version.created(), version.updated()));
  }

  @Test
  void alias_asJson() {
    assertThat(show("iris", "@champion", "--json")).isZero();
    assertThat(out).hasToString("""
        {
          "name" : "iris",
          "version" : "1",
          "creation_timestamp" : %d,
          "last_updated_timestamp" : %d,
          "current_stage" : "None",
          "status" : "READY",
          "description" : "two\\nlines\\u001B[31m",
          "source" : "s3://bucket/iris",
          "tags" : [ {
            "key" : "team",
            "value" : "risk"
          } ],
          "aliases" : [ "champion" ]
        }
        """.formatted(
            version.created().toEpochMilli(), version.updated().toEpochMilli()));
  }

  /** Registers files as version 2, and returns the folder of its seal. */
  private Path register(Path folder) throws IOException {
    HallmarkClient client = new HallmarkClient(URI.create(uri()));
    String run = client.runs().create("0", "", Map.of()).id();
    Path file = Files.writeString(folder.resolve("MLmodel"), "flavors");
    client.artifacts().upload(file, "runs:/" + run + "/model");
    String digest = client
        .versions()
        .create(NewVersion.of("iris", "runs:/" + run + "/model").runId(run))
        .digest();
    return server.folder().resolve("artifacts/seals/" + digest.substring("sha256:".length()));
  }

  private Integrity verified() {
    HallmarkClient client = new HallmarkClient(URI.create(uri()));
    client.versions().verify("iris", 2);
    return client.versions().findIntegrity("iris", 2).orElseThrow();
  }

  private void assertIntegrity(String text) {
    out.getBuffer().setLength(0);
    assertThat(show("iris", "2")).isZero();
    assertThat(out.toString()).contains("\nintegrity     " + text + "\n");
  }

  @Test
  void integrity_isThatOfTheLastCheck(@TempDir Path folder) throws Exception {
    Path seal = register(folder);
    assertIntegrity("not checked yet");

    Integrity intact = verified();
    assertThat(intact.checked()).isEqualTo(intact.verified()).isAfter(Instant.EPOCH);
    assertIntegrity("intact, last checked " + intact.checked());

    Files.delete(seal.resolve("files/MLmodel"));
    Integrity damaged = verified();
    assertIntegrity("damaged, last checked " + damaged.checked());
  }

  @Test
  void integrity_inJsonHasTheFieldsOfTheApi(@TempDir Path folder) throws Exception {
    register(folder);
    Integrity intact = verified();
    assertThat(show("iris", "2", "--json")).isZero();
    assertThat(out.toString()).endsWith("""
          "integrity" : {
            "status" : "intact",
            "verified_at" : "%s",
            "checked_at" : "%s"
          }
        }
        """.formatted(intact.verified(), intact.checked()));
  }

  @Test
  void versionThatIsNotThere_isStatus1() {
    assertThat(show("iris", "2")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "hallmark: RESOURCE_DOES_NOT_EXIST: Model Version (name=iris, version=2) not found\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"champion", "@", "@ ", "0", "-"})
  void referenceThatIsNone_isStatus2(String reference) {
    assertThat(show("iris", reference)).isEqualTo(2);
    assertThat(err)
        .hasToString("hallmark: the version is '" + reference
            + "'; it must be a number, or @ and an alias\n");
  }

  @Test
  void emptyName_isStatus2() {
    assertThat(show("", "1")).isEqualTo(2);
    assertThat(err).hasToString("hallmark: the model's name is empty\n");
  }

  @Test
  void serverThatIsDown_isOneLine() throws Exception {
    String nobody = "http://127.0.0.1:" + FreePort.find();
    assertThat(show("iris", "1", "--server", nobody)).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("hallmark: UNREACHABLE: no connection to " + nobody)
        .hasLineCount(1);
  }
}
