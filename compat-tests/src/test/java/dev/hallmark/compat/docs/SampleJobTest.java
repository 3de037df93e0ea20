package dev.hallmark.compat.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.NewVersion;
import dev.hallmark.client.Run;
import dev.hallmark.compat.process.HallmarkProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds and runs the sample job by the README's words, in a copy of the sources and with the packaged server. */
@Timeout(600)
class SampleJobTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DESCRIPTION =
      ROOT.resolve("client/src/test/resources/mlmodel/sklearn-3.17.2");

  @TempDir
  private Path folder;

  @Test
  void job_isBuiltAndRun_asTheReadmeSays() throws Exception {
    copySources();
    List<GuideBlock> blocks = GuideBlock.of(Files.readString(ROOT.resolve("README.md"))).stream()
        .filter(each -> each.task().equals("sample job"))
        .toList();
    assertThat(blocks).hasSize(1);
    try (HallmarkProcess server = HallmarkProcess.start(folder.resolve("data"))) {
      HallmarkClient client = new HallmarkClient(URI.create(server.uri()));
      register(client);
      String said = run(adapted(blocks.get(0).text()), server.uri());
      String seal = client.versions().downloadUri("iris", 1).split("/seals/|/files")[1];
      assertThat(said)
          .contains("100 %", "iris version 1, sealed as " + seal, "The row fits.", seal + "/files");
      assertThat(client.versions().get("iris", 1).tags())
          .containsKey("hallmark.used_by.nightly-scoring");
    }
  }

  /** What a clone has and the client's build needs; a module that is left out must have its {@code pom.xml} all the same. */
  private void copySources() throws IOException {
    for (String each : List.of(
        "pom.xml",
        "client/pom.xml",
        "server/pom.xml",
        "compat-tests/pom.xml",
        "docs/examples/batch-job/pom.xml")) {
      FileUtils.copyFile(ROOT.resolve(each).toFile(), folder.resolve(each).toFile());
    }
    for (String each : List.of("client/src", "docs/examples/batch-job/src")) {
      FileUtils.copyDirectory(ROOT.resolve(each).toFile(), folder.resolve(each).toFile());
    }
  }

  /** The model of the README's snippet, as far as the job looks at it. */
  private void register(HallmarkClient client) throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.copy(DESCRIPTION, model.resolve("MLmodel"));
    Files.write(model.resolve("model.skops"), new byte[12_000]);
    Run run = client.runs().create(client.experiments().getOrCreate("iris").id(), "", Map.of());
    client.artifacts().upload(model, run.artifactUri() + "/model");
    client.models().create("iris");
    client
        .versions()
        .create(NewVersion.of("iris", "runs:/" + run.id() + "/model").runId(run.id()));
    client.models().setAlias("iris", "champion", 1);
  }

  /** The job's cache is to be the test's own. */
  private String adapted(String commands) {
    assertThat(commands).contains("\njava -jar ");
    return commands.replace("\njava -jar ", "\njava -Duser.home=" + folder + " -jar ");
  }

  /** With a Maven repository of the test's own, so that the user's does not get a client of today. */
  private String run(String commands, String server) throws Exception {
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(log.toFile());
    builder.environment().put("MLFLOW_TRACKING_URI", server);
    builder.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(9, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    String said = Files.readString(log);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  /** Has all that the user's has, but for Hallmark's own. */
  private Path repository() throws IOException {
    String usual = System.getProperty("user.home") + "/.m2/repository";
    Path users = Path.of(System.getProperty("localRepository", usual));
    Path own = Files.createDirectories(folder.resolve("repository"));
    link(users, own, "dev");
    Files.createDirectories(own.resolve("dev"));
    if (Files.isDirectory(users.resolve("dev"))) {
      link(users.resolve("dev"), own.resolve("dev"), "hallmark");
    }
    return own;
  }

  private static void link(Path from, Path to, String except) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path each : entries.toList()) {
        if (!each.getFileName().toString().equals(except)) {
          Files.createSymbolicLink(to.resolve(each.getFileName()), each);
        }
      }
    }
  }
}
