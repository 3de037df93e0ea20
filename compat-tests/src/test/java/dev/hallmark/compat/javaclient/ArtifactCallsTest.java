package dev.hallmark.compat.javaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hallmark.compat.python.Venv;
import dev.hallmark.compat.python.WarmInterpreter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service.FileInfo;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowContext;

/** Files, for which the client runs MLflow's Python in a process of its own; here that of SDK 3.17. */
class ArtifactCallsTest extends JavaClientCase {
  private static final String PYTHON = "MLFLOW_PYTHON_EXECUTABLE"; // where the client looks for it

  @TempDir
  private Path folder;

  private String run;
  private Path model;

  private static WarmInterpreter python;

  /** The variable names a script, since it was set before anybody knew the environment. */
  @BeforeAll
  static void startPython(@TempDir Path socket) throws IOException {
    Venv venv = Venv.orSkip(
        Path.of("src/test/python/requirements-3.17.txt"),
        "MLflow's Java client is not asked for files");
    python = WarmInterpreter.start(venv, socket);
    python.writeScript(Path.of(System.getenv(PYTHON)));
  }

  @AfterAll
  static void stopPython() {
    if (python != null) {
      python.close();
    }
  }

  /** A run, and a folder {@code model} with two files, one of them in a folder of its own. */
  @BeforeEach
  void makeFiles() throws IOException {
    run = client.createRun().getRunId();
    model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("MLmodel"), "flavors: {}");
    Files.createDirectories(model.resolve("data"));
    Files.write(model.resolve("data/weights.bin"), new byte[] {0, 1, 2, (byte) 0xff});
  }

  @Test
  void logArtifact_putsAFileAtTheRootOrInAFolder() throws IOException {
    File file = Files.writeString(folder.resolve("report 1.txt"), "fine").toFile();
    client.logArtifact(run, file);
    client.logArtifact(run, file, "reports/2026");
    assertThat(paths(client.listArtifacts(run)))
        .containsExactlyInAnyOrder("report 1.txt", "reports");
    assertThat(paths(client.listArtifacts(run, "reports/2026")))
        .containsExactly("reports/2026/report 1.txt");
    assertThat(client.downloadArtifacts(run, "reports/2026/report 1.txt")).hasContent("fine");
  }

  @Test
  void logArtifact_takesAFolderToo() {
    client.logArtifact(run, model.toFile());
    client.logArtifact(run, model.toFile(), "copy");
    assertThat(paths(client.listArtifacts(run))).containsExactlyInAnyOrder("model", "copy");
  }

  @Test
  void logArtifacts_putsWhatAFolderHoldsAndDownloadArtifactsBringsIt() throws IOException {
    client.logArtifacts(run, model.toFile());
    client.logArtifacts(run, model.toFile(), "in/here");
    assertThat(client.listArtifacts(run))
        .extracting(FileInfo::getPath, FileInfo::getIsDir, FileInfo::getFileSize)
        .containsExactlyInAnyOrder(
            tuple("MLmodel", false, 11L), tuple("data", true, 0L), tuple("in", true, 0L));
    File all = client.downloadArtifacts(run);
    assertSame(all, model);
    assertSame(new File(all, "in/here"), model);
    assertThat(client.downloadArtifacts(run, "data").list()).containsExactly("weights.bin");
  }

  @Test
  void downloadArtifacts_failsForWhatIsNotThere() {
    assertThatThrownBy(() -> client.downloadArtifacts(run, "nothing"))
        .isInstanceOf(MlflowClientException.class);
  }

  @Test
  void activeRun_logsFiles() {
    ActiveRun active = new MlflowContext(client).startRun();
    active.logArtifact(model.resolve("MLmodel"));
    active.logArtifact(model.resolve("MLmodel"), "one");
    active.logArtifacts(model.resolve("data"));
    active.logArtifacts(model, "all");
    assertThat(paths(client.listArtifacts(active.getId())))
        .containsExactlyInAnyOrder("MLmodel", "all", "one", "weights.bin");
  }

  @Test
  void downloadModelVersion_bringsTheSealedFiles() throws IOException {
    client.logArtifacts(run, model.toFile(), "model");
    post("registered-models/create", "name", "sealed");
    post(
        "model-versions/create",
        "name",
        "sealed",
        "source",
        "runs:/" + run + "/model",
        "run_id",
        run);
    assertThat(client.getModelVersionDownloadUri("sealed", "1"))
        .matches("mlflow-artifacts:/seals/[0-9a-f]{64}/files");
    client.logArtifact(
        run, Files.writeString(folder.resolve("MLmodel"), "changed").toFile(), "model");
    assertSame(client.downloadModelVersion("sealed", "1"), model);
    post(
        "model-versions/transition-stage", "name", "sealed", "version", "1", "stage", "Production");
    assertSame(client.downloadLatestModelVersion("sealed", "Production"), model);
    assertThatThrownBy(() -> client.downloadLatestModelVersion("sealed", "Staging"))
        .isInstanceOf(MlflowClientException.class);
  }

  private static List<String> paths(List<FileInfo> files) {
    return files.stream().map(FileInfo::getPath).toList();
  }

  /** Some ways to download leave notes of MLflow's own in the folder; the files of the model are all there and as they were. */
  private static void assertSame(File downloaded, Path original) throws IOException {
    for (String path : List.of("MLmodel", "data/weights.bin")) {
      assertThat(downloaded.toPath().resolve(path)).hasSameBinaryContentAs(original.resolve(path));
    }
  }
}
