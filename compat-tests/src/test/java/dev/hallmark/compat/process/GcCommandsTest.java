package dev.hallmark.compat.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.wire.Mlflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gc plan} and {@code gc run} of the packaged jar, for a server with its artifacts on a disk. */
class GcCommandsTest {
  private static final int USAGE_STATUS = 2;
  private static final long PATIENCE_SECONDS = 60;

  @TempDir
  private Path data;

  @TempDir
  private Path outputs;

  private record Ended(int status, String out, String err) {}

  private Ended run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-jar",
        HallmarkProcess.JAR.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(outputs, "out", "");
    Path err = Files.createTempFile(outputs, "err", "");
    Process process = new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + Files.readString(err));
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Path leftover() throws IOException {
    Path file = Files.createDirectories(data.resolve("artifacts/.tmp/dead")).resolve("half");
    Files.writeString(file, "half a file");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(10))));
    return file;
  }

  @Test
  void planListsAndRunRemoves() throws Exception {
    try (HallmarkProcess server = HallmarkProcess.start(data);
        Mlflow mlflow = new Mlflow(server.port())) {
      mlflow.createModel("fraud").orFail();
      Path file = leftover();

      Ended plan = run("gc", "plan", "--server", server.uri());
      assertThat(plan.out())
          .isEqualTo("remove  temporary_file .tmp/dead: left by a server that stopped\n"
              + "temporary_file: 1 object, 11 bytes\n"
              + "would free 11 bytes of 1 object, deleted or last changed more than 7d ago\n");
      assertThat(plan.status()).isZero();
      assertThat(file).exists();

      Ended done = run("gc", "run", "--older-than", "9d", "--server", server.uri());
      assertThat(done.out())
          .isEqualTo("removed temporary_file .tmp/dead: left by a server that stopped\n"
              + "temporary_file: 1 object, 11 bytes\n"
              + "freed 11 bytes of 1 object, deleted or last changed more than 9d ago\n");
      assertThat(done.status()).isZero();
      assertThat(file.getParent()).doesNotExist();
      assertThat(mlflow.get("registered-models/get", "name", "fraud").status()).isEqualTo(200);
    }
  }

  @Test
  void refusals_areOneLineAndStatus2() throws Exception {
    Ended unreachable = run("gc", "run", "--server", "http://127.0.0.1:1");
    assertThat(unreachable.status()).isEqualTo(USAGE_STATUS);
    assertThat(unreachable.err().lines()).singleElement().asString().startsWith("hallmark: ");
    try (HallmarkProcess server = HallmarkProcess.start(data)) {
      Path file = leftover();
      Ended refused = run("gc", "run", "--older-than", "0d", "--server", server.uri());
      assertThat(refused.status()).isEqualTo(USAGE_STATUS);
      assertThat(refused.err().lines()).singleElement().asString().contains("older_than");
      assertThat(file).exists();
    }
  }
}
