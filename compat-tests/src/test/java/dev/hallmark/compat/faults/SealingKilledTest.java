package dev.hallmark.compat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.compat.process.HallmarkProcess;
import dev.hallmark.compat.wire.Mlflow;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while it seals files that a client has stored itself. */
class SealingKilledTest {
  private static final long SIZE = 1L << 30;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir
  private Path folder;

  private HallmarkProcess serve() {
    return HallmarkProcess.serve(
        folder.resolve("data"),
        List.of("--default-artifact-root", "file://" + folder.resolve("share")),
        Map.of("JAVA_TOOL_OPTIONS", "-Xmx96m"));
  }

  @Test
  void killedServer_sealsAfterItsNextStart() throws Exception {
    Files.createDirectories(folder.resolve("share"));
    Path model;
    try (HallmarkProcess server = serve();
        Mlflow mlflow = new Mlflow(server.port())) {
      mlflow.createModel("big").orFail();
      JsonNode run = mlflow.createRun("0");
      String artifacts = run.get("artifact_uri").asText();
      assertThat(artifacts).startsWith("file://" + folder.resolve("share"));
      model = Path.of(artifacts.substring("file://".length())).resolve("model");
      write(model);
      mlflow
          .post(
              "model-versions/create",
              Map.of(
                  "name",
                  "big",
                  "source",
                  artifacts + "/model",
                  "run_id",
                  run.get("run_id").asText()))
          .orFail();
      await(mlflow, version -> message(version).startsWith("sealing: "));
      server.kill();
    }
    try (HallmarkProcess server = serve();
        Mlflow mlflow = new Mlflow(server.port())) {
      assertThat(version(mlflow).get("status").asText()).isEqualTo("PENDING_REGISTRATION");
      await(mlflow, version -> version.get("status").asText().equals("READY"));
      checkSeal(model);
    }
  }

  private static void write(Path model) throws IOException {
    Files.createDirectories(model);
    Files.writeString(model.resolve("MLmodel"), "flavors");
    try (RandomAccessFile sparse = new RandomAccessFile(model.resolve("big.bin").toFile(), "rw")) {
      sparse.setLength(SIZE);
    }
  }

  private static JsonNode version(Mlflow mlflow) throws IOException {
    return mlflow.getVersion("big", 1).orFail().json().get("model_version");
  }

  private static String message(JsonNode version) {
    return version.path("status_message").asText("");
  }

  private static void await(Mlflow mlflow, Predicate<JsonNode> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode version = version(mlflow);
    while (!condition.test(version)) {
      assertThat(System.nanoTime()).as(version.toString()).isLessThan(deadline);
      Thread.sleep(20);
      version = version(mlflow);
    }
  }

  private void checkSeal(Path model) throws IOException {
    try (Stream<Path> seals = Files.list(folder.resolve("data/artifacts/seals"))) {
      List<Path> all = seals.toList();
      assertThat(all).hasSize(1);
      assertThat(Files.mismatch(all.get(0).resolve("files/big.bin"), model.resolve("big.bin")))
          .isEqualTo(-1);
      SealOnDisk.check(
          folder.resolve("data/artifacts"), all.get(0).getFileName().toString());
    }
  }
}
