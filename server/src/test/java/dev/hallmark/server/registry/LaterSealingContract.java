package dev.hallmark.server.registry;

import static dev.hallmark.server.error.ErrorKind.CONFLICT;
import static dev.hallmark.server.error.ErrorKind.INVALID_ARGUMENT;
import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.HostilePaths;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.direct.DirectUri;
import dev.hallmark.server.artifacts.local.LocalRoot;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.RegistryEvent;
import dev.hallmark.server.events.VersionEvent.VersionCreated;
import dev.hallmark.server.events.VersionEvent.VersionSealed;
import dev.hallmark.server.events.VersionEvent.VersionSealingFailed;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.VersionSource.Reference;
import dev.hallmark.server.registry.versions.VersionStatus;
import dev.hallmark.server.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of files that clients store themselves, in a folder that the server only reads. */
abstract class LaterSealingContract {
  @TempDir
  Path temporary;

  private Path share;
  private String run;
  private TestRegistry registry;

  abstract TestDatabase engine();

  @BeforeEach
  void open() throws IOException {
    share = Files.createDirectories(temporary.resolve("share"));
    Path store = Files.createDirectories(temporary.resolve("store"));
    DirectRoots roots = new DirectRoots(
        List.of(LocalRoot.open(DirectUri.of("file://" + share).orElseThrow(), share)));
    registry = new TestRegistry(engine().fresh(), store, List.of(), false, roots);
    run = "file://" + share + "/1/run1/artifacts";
    registry.model("iris");
    registry.runs.runs.put("run1", run);
    registry.runs.runs.put("run2", "file://" + share + "/1/run2/artifacts");
    registry.runs.logged("m-a1", "file://" + share + "/1/models/m-a1/artifacts", "run1");
    registry.published.clear();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private Path file(String path, String text) {
    try {
      Path file = share.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ModelVersion register(String source) {
    return registry.version("iris", source, "run1", "");
  }

  private ModelVersion get(int number) {
    return registry.versions.get(ANN, name("iris"), number);
  }

  private VersionStatus status(int number) {
    return get(number).source().status();
  }

  private String message(int number) {
    return get(number).source().statusMessage();
  }

  private String sealed(int number, String file) throws IOException {
    String digest = get(number).source().digest().orElseThrow();
    return Files.readString(temporary.resolve("store/seals/" + digest + "/files/" + file));
  }

  @Test
  void version_isPendingUntilItsFilesAreSealed() throws IOException {
    file("1/run1/artifacts/model/MLmodel", "flavors");
    file("1/run1/artifacts/model/data/model.pkl", "weights");
    ModelVersion created = register(run + "/model");

    assertThat(created.source().status()).isEqualTo(VersionStatus.PENDING_REGISTRATION);
    assertThat(message(1)).isEqualTo("waiting to be sealed");
    assertThatThrownBy(() -> registry.versions.downloadUri(ANN, name("iris"), 1))
        .extracting("kind", "reason", "facts")
        .containsExactly(
            CONFLICT,
            Reason.NOT_READY,
            List.of("iris", "PENDING_REGISTRATION", "waiting to be sealed"));
    registry.runner.runDue();

    assertThat(status(1)).isEqualTo(VersionStatus.READY);
    assertThat(message(1)).isEmpty();
    assertThat(sealed(1, "data/model.pkl")).isEqualTo("weights");
    assertThat(registry.versions.downloadUri(ANN, name("iris"), 1))
        .startsWith("mlflow-artifacts:/seals/");
    RegistryEvent last = registry.last();
    assertThat(last).isInstanceOf(VersionSealed.class);
    assertThat(((VersionSealed) last).bytes()).isEqualTo(14);
    assertThat(last.change().origin().actor()).isEqualTo("server");
    assertThat(registry.published.get(0)).isInstanceOf(VersionCreated.class);
    assertThat(registry.published.get(0).change().origin().actor()).isEqualTo("ann");
    assertThat(registry.published).hasSize(2);
  }

  @Test
  void sealedVersion_keepsItsBytesWhenTheSourceChanges() throws IOException {
    Path file = file("1/run1/artifacts/model/MLmodel", "flavors");
    register(run + "/model");
    registry.runner.runDue();
    Files.writeString(file, "FLAVORS");
    assertThat(sealed(1, "MLmodel")).isEqualTo("flavors");
  }

  @Test
  void equalFiles_areOneSeal() throws IOException {
    file("1/run1/artifacts/a/MLmodel", "flavors");
    file("1/run1/artifacts/b/MLmodel", "flavors");
    register(run + "/a");
    register(run + "/b");
    registry.runner.runDue();
    assertThat(get(1).source().digest()).isEqualTo(get(2).source().digest());
    assertThat(status(2)).isEqualTo(VersionStatus.READY);
    try (var seals = Files.list(temporary.resolve("store/seals"))) {
      assertThat(seals).hasSize(1);
    }
  }

  @Test
  void sourcesByRunOrLoggedModel_areFoundInTheRoot() throws IOException {
    file("1/run1/artifacts/model/MLmodel", "of the run");
    file("1/models/m-a1/artifacts/MLmodel", "of the logged model");
    registry.runs.newest.put("run1/other", "m-a1");
    registry.version("iris", "runs:/run1/model", "run1", "");
    registry.version("iris", "runs:/run1/other", "run1", "");
    registry.version("iris", "models:/m-a1", "", "m-a1");
    registry.version("iris", run + "/model/MLmodel", "run1", "");
    registry.runner.runDue();
    assertThat(sealed(1, "MLmodel")).isEqualTo("of the run");
    assertThat(sealed(2, "MLmodel")).isEqualTo("of the logged model");
    assertThat(sealed(3, "MLmodel")).isEqualTo("of the logged model");
    assertThat(sealed(4, "MLmodel")).isEqualTo("of the run");
    assertThat(get(2).source().origin().loggedModelId()).isEqualTo("m-a1");
  }

  @Test
  void sourceOutsideOfTheRun_isRefused() {
    file("1/run2/artifacts/model/MLmodel", "of another run");
    for (String source : List.of(
        "file://" + share + "/1/run2/artifacts/model",
        "file://" + share + "/1/run1/artifactsmore",
        "file://" + share,
        "file://" + share + "/1/run1/artifacts/../../run2/artifacts/model",
        "file://" + share + "/1/run1/artifacts/%2e%2e/%2e%2e/run2/artifacts/model",
        "file:///etc/passwd")) {
      assertThatThrownBy(() -> register(source))
          .extracting("kind", "subject")
          .containsExactly(INVALID_ARGUMENT, Subject.SOURCE);
    }
  }

  @Test
  void hostilePaths_neverLeadOutOfTheRun() throws IOException {
    Files.writeString(temporary.resolve("secret"), "secret");
    file("1/secret", "secret");
    int number = 0;
    for (String path : HostilePaths.anywhere().toList()) {
      try {
        register(run + "/" + path);
        number++;
      } catch (RegistryException e) {
        assertThat(e.kind()).as(path).isEqualTo(INVALID_ARGUMENT);
      }
    }
    registry.runner.runDue();
    for (int i = 1; i <= number; i++) {
      assertThat(status(i)).as(get(i).source().origin().source()).isNotEqualTo(VersionStatus.READY);
    }
  }

  @Test
  void pathOfARunThatIsNotLegal_isRefused() {
    file("1/run1/artifacts/model/MLmodel", "flavors");
    for (String path : List.of(".", "./model", "model/.", "a//b", "model?x", "model#x", "model%")) {
      assertThatThrownBy(() -> registry.version("iris", "runs:/run1/" + path, "run1", ""))
          .as(path)
          .extracting("kind", "subject")
          .containsExactly(INVALID_ARGUMENT, Subject.SOURCE);
    }
  }

  @Test
  void sourceWithATooLongName_isRefusedWithTheLimit() {
    String name = "n".repeat(256);
    for (String source : List.of("runs:/run1/" + name, run + "/" + name)) {
      assertThatThrownBy(() -> register(source))
          .extracting("kind", "subject", "reason", "facts")
          .containsExactly(
              INVALID_ARGUMENT, Subject.SOURCE, Reason.TOO_LONG, List.of("255", "a name in it"));
    }
  }

  @Test
  void sourceThatCannotBeSealed_failsWithTheReason() throws IOException {
    file("1/run1/artifacts/linked/MLmodel", "flavors");
    Path secret = Files.writeString(temporary.resolve("secret"), "secret");
    Files.createSymbolicLink(share.resolve("1/run1/artifacts/linked/link"), secret);
    Files.createSymbolicLink(share.resolve("1/run1/artifacts/folder"), temporary);
    register(run + "/nothing");
    register(run + "/linked");
    register(run + "/folder/secret");
    register(run + "/linked/link");
    registry.runner.runDue();

    for (int i = 1; i <= 4; i++) {
      assertThat(status(i)).isEqualTo(VersionStatus.FAILED_REGISTRATION);
    }
    assertThat(message(1)).startsWith("there are no files in ");
    assertThat(message(2)).contains("linked/link").contains("symbolic link");
    assertThat(registry.last()).isInstanceOf(VersionSealingFailed.class);
    assertThat(registry.published).hasSize(8);
    assertThatThrownBy(() -> registry.versions.downloadUri(ANN, name("iris"), 1))
        .extracting("kind", "reason")
        .containsExactly(CONFLICT, Reason.NOT_READY);
  }

  @Test
  void deletedVersion_isNotSealed() {
    file("1/run1/artifacts/model/MLmodel", "flavors");
    register(run + "/model");
    registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 1);
    registry.runner.runDue();
    assertThat(temporary.resolve("store/seals")).doesNotExist();
    assertThat(registry.published).hasSize(2);
  }

  @Test
  void versionOfARenamedModel_isSealed() {
    file("1/run1/artifacts/model/MLmodel", "flavors");
    register(run + "/model");
    registry.models.rename(ANN, Once.EACH_TIME, name("iris"), new ModelName("rose"));
    registry.runner.runDue();
    assertThat(registry.versions.get(ANN, name("rose"), 1).source().status())
        .isEqualTo(VersionStatus.READY);
  }

  @Test
  void unavailableSource_isTriedAgainLater() throws IOException {
    file("1/run1/artifacts/model/MLmodel", "flavors");
    register(run + "/model");
    Path away = Files.move(share, temporary.resolve("away"));
    registry.runner.runDue();
    assertThat(status(1)).isEqualTo(VersionStatus.PENDING_REGISTRATION);
    assertThat(message(1)).contains("attempt 1 failed");
    Files.move(away, share);
    registry.clock.set(registry.clock.millis() + 60_000);
    registry.runner.runDue();
    assertThat(status(1)).isEqualTo(VersionStatus.READY);
  }

  @Test
  void resultThatCannotBeAudited_isRecordedLater() throws IOException {
    file("1/run1/artifacts/model/MLmodel", "flavors");
    register(run + "/model");
    registry.breakSink();
    registry.runner.runDue();
    assertThat(status(1)).isEqualTo(VersionStatus.PENDING_REGISTRATION);
    assertThat(get(1).source().digest()).isEmpty();
  }

  @Test
  void fileSourceOutsideOfTheRoots_staysAReference() {
    registry.runs.runs.put("run3", "file:///elsewhere/1/run3/artifacts");
    ModelVersion version =
        registry.version("iris", "file:///elsewhere/1/run3/artifacts/model", "run3", "");
    assertThat(version.source()).isInstanceOf(Reference.class);
    assertThat(Set.of(status(1))).containsExactly(VersionStatus.READY);
  }
}
