package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.direct.DirectUri;
import dev.hallmark.server.artifacts.local.LocalRoot;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.events.VersionEvent.VersionSealingFailed;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.VersionStatus;
import dev.hallmark.server.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of files on a share that is not mounted while they are to be sealed. */
abstract class UnmountedShareContract {
  private static final long LONGEST_PAUSE = 600_000;

  @TempDir
  Path temporary;

  private Path share;
  private Path mounted;
  private TestRegistry registry;

  abstract TestDatabase engine();

  @BeforeEach
  void open() throws IOException {
    share = Files.createDirectories(temporary.resolve("share"));
    mounted = temporary.resolve("mounted");
    Path store = Files.createDirectories(temporary.resolve("store"));
    DirectRoots roots = new DirectRoots(
        List.of(LocalRoot.open(DirectUri.of("file://" + share).orElseThrow(), share)));
    registry = new TestRegistry(engine().fresh(), store, List.of(), false, roots);
    registry.model("iris");
    registry.runs.runs.put("run1", "file://" + share + "/1/run1/artifacts");
    Path model = Files.createDirectories(share.resolve("1/run1/artifacts/model"));
    Files.writeString(model.resolve("MLmodel"), "flavors");
    registry.published.clear();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private void unmount() throws IOException {
    Files.move(share, mounted);
  }

  private void unmountToEmptyFolder() throws IOException {
    unmount();
    Files.createDirectory(share);
  }

  private void mount() throws IOException {
    Files.deleteIfExists(share);
    Files.move(mounted, share);
  }

  private void register() {
    registry.version("iris", "runs:/run1/model", "run1", "");
  }

  private void work() {
    registry.runner.runDue();
    registry.clock.set(registry.clock.millis() + LONGEST_PAUSE);
  }

  private ModelVersion version() {
    return registry.versions.get(ANN, name("iris"), 1);
  }

  private String message() {
    return version().source().statusMessage();
  }

  private void assertSealedWhenMounted() throws IOException {
    assertThat(version().source().status()).isEqualTo(VersionStatus.PENDING_REGISTRATION);
    mount();
    work();
    assertThat(version().source().status()).isEqualTo(VersionStatus.READY);
    assertThat(message()).isEmpty();
  }

  @Test
  void emptyMountPoint_isWaitedFor() throws IOException {
    register();
    unmountToEmptyFolder();
    work();
    assertThat(message())
        .isEqualTo("waiting: file://" + share + " is unavailable"
            + " (the folder is empty, as if its share were not mounted), attempt 1 failed");
    assertSealedWhenMounted();
  }

  @Test
  void missingRoot_isWaitedFor() throws IOException {
    register();
    unmount();
    work();
    assertThat(message())
        .isEqualTo("waiting: file://" + share + " is unavailable (the folder does not exist),"
            + " attempt 1 failed");
    assertSealedWhenMounted();
  }

  @Test
  void registrationBeforeTheShareIsMounted_isSealedLater() throws IOException {
    unmountToEmptyFolder();
    register();
    work();
    assertSealedWhenMounted();
  }

  @Test
  void shareThatStaysUnmounted_failsAfterADay() throws IOException {
    register();
    unmountToEmptyFolder();
    long end = registry.clock.millis() + 2 * 24 * 3_600_000L;
    while (registry.clock.millis() < end) {
      work();
    }
    assertThat(version().source().status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
    assertThat(message())
        .startsWith("the files could not be copied for a day: file://" + share)
        .contains("the folder is empty");
    assertThat(registry.last()).isInstanceOf(VersionSealingFailed.class);
  }

  @Test
  void mountedShareWithoutTheSource_failsAtOnce() throws IOException {
    register();
    Files.delete(share.resolve("1/run1/artifacts/model/MLmodel"));
    work();
    assertThat(version().source().status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
    assertThat(message()).startsWith("there are no files in ");
  }

  @Test
  void sourceOfARun_isNotTakenFromItsLoggedModelBecauseTheShareIsUnmounted() throws IOException {
    registry.runs.logged("m-a1", "file://" + share + "/1/models/m-a1/artifacts", "run1");
    registry.runs.newest.put("run1/model", "m-a1");
    unmountToEmptyFolder();
    assertThatThrownBy(this::register)
        .extracting("kind", "reason")
        .containsExactly(ErrorKind.UNAVAILABLE, Reason.ROOT_MISSING);
    assertThat(registry.published).isEmpty();
    mount();
    register();
    work();
    String digest = version().source().digest().orElseThrow();
    assertThat(temporary.resolve("store/seals/" + digest + "/files/MLmodel")).hasContent("flavors");
  }
}
