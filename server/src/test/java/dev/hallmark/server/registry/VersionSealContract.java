package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.SealStates;
import dev.hallmark.server.artifacts.integrity.SealRestoration;
import dev.hallmark.server.artifacts.integrity.SealVerification;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.DamagedFile;
import dev.hallmark.server.events.DamagedFile.Kind;
import dev.hallmark.server.events.RegistryEvent;
import dev.hallmark.server.events.SealEvent.SealFoundDamaged;
import dev.hallmark.server.events.SealEvent.SealRestored;
import dev.hallmark.server.events.SealedVersion;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.storage.Sha256;
import dev.hallmark.server.testkit.Crowd;
import dev.hallmark.server.testkit.TestCallers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verification, quarantine and restoration of the files of versions. */
abstract class VersionSealContract extends RegistryContract {
  private static final ArtifactPath COPY = ArtifactPath.of("0/r/artifacts/m");

  private ModelVersion version;
  private String digest;

  @BeforeEach
  void register() {
    registry.runs.runs.put("r", "mlflow-artifacts:/0/r/artifacts");
    registry.file("0/r/artifacts/m/MLmodel", "flavors");
    registry.file("0/r/artifacts/m/data/weights", "weights");
    registry.model("iris");
    version = registry.version("iris", "runs:/r/m", "r", "");
    digest = version.source().digest().orElseThrow();
  }

  private Path sealed(String path) {
    return registry.folder.resolve("seals/" + digest + "/files/" + path);
  }

  private void overwrite(Path file, String text) {
    try {
      Files.deleteIfExists(file);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private SealVerification verify() {
    return registry.seals.verify(ANN, name("iris"), 1);
  }

  private static String sha(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  private SealStates.State state() {
    return registry.seals.state(version).orElseThrow();
  }

  private List<RegistryEvent> sealEvents() {
    return registry.published.stream()
        .filter(each -> each instanceof SealFoundDamaged || each instanceof SealRestored)
        .toList();
  }

  @Test
  void verify_ofAnIntactVersionRecordsTheTime() {
    assertThat(state()).isEqualTo(new SealStates.State(false, false, 0, 0));
    assertThat(verify()).isEqualTo(new SealVerification(digest, 2, 14, List.of(), 0));
    assertThat(state())
        .isEqualTo(
            new SealStates.State(false, false, registry.clock.millis(), registry.clock.millis()));
    assertThat(sealEvents()).isEmpty();
  }

  @Test
  void verify_findsAChangedAMissingAndAnAddedFile() throws IOException {
    overwrite(sealed("data/weights"), "weightS");
    Files.delete(sealed("MLmodel"));
    overwrite(sealed("data/added"), "x");

    List<DamagedFile> damaged = List.of(
        new DamagedFile(Kind.MISSING, "MLmodel", sha("flavors"), ""),
        new DamagedFile(Kind.CHANGED, "data/weights", sha("weights"), sha("weightS")),
        new DamagedFile(Kind.UNEXPECTED, "data/added", "", ""));
    SealVerification found = verify();
    assertThat(found.damaged()).containsExactlyInAnyOrderElementsOf(damaged);
    assertThat(found.damagedCount()).isEqualTo(3);
    assertThat(state())
        .isEqualTo(
            new SealStates.State(true, false, registry.clock.millis(), registry.clock.millis()));
    assertThat(sealEvents()).hasSize(1);
    SealFoundDamaged event = (SealFoundDamaged) registry.last();
    assertThat(event.digest()).isEqualTo(digest);
    assertThat(event.damaged()).containsExactlyInAnyOrderElementsOf(damaged);
    assertThat(event.damagedCount()).isEqualTo(3);
    assertThat(event.versions()).containsExactly(new SealedVersion("default", "iris", 1));
    assertThat(event.versionsListed()).isTrue();
  }

  @Test
  void verify_findsADamagedManifest() throws IOException {
    Path manifest = registry.folder.resolve("seals/" + digest + "/manifest.json");
    String text = Files.readString(manifest);
    overwrite(manifest, text.replace("\"size\": 7", "\"size\": 8"));
    SealVerification found = verify();
    assertThat(found.damaged()).hasSize(1);
    assertThat(found.damaged().get(0).kind()).isEqualTo(Kind.MANIFEST);
    assertThat(found.damaged().get(0).expected()).isEqualTo(digest);
    assertThat(found.files()).isEqualTo(2);

    SealRestoration done = registry.seals.restore(ANN, name("iris"), 1, COPY);

    assertThat(done.restored()).containsExactly("manifest.json");
    assertThat(done.after().isIntact()).isTrue();
    assertThat(Files.readString(manifest)).isEqualTo(text);
  }

  @Test
  void knownDamage_isPublishedOnce() {
    overwrite(sealed("MLmodel"), "FLAVORS");
    verify();
    verify();
    assertThat(sealEvents()).hasSize(1);
    overwrite(sealed("data/weights"), "WEIGHTS");
    verify();
    assertThat(((SealFoundDamaged) registry.last()).damaged())
        .containsExactly(
            new DamagedFile(Kind.CHANGED, "data/weights", sha("weights"), sha("WEIGHTS")));
    assertThat(sealEvents()).hasSize(2);
  }

  @Test
  void verificationsAtOnce_publishOneEvent() throws Exception {
    overwrite(sealed("MLmodel"), "FLAVORS");
    assertThat(Crowd.of(4, i -> () -> verify().damagedCount())).containsOnly(1);
    assertThat(sealEvents()).hasSize(1);
  }

  @Test
  void damagedSeal_isNeitherRegisteredNorCopied() {
    overwrite(sealed("MLmodel"), "FLAVORS");
    verify();
    for (String source : List.of("runs:/r/m", "models:/iris/1")) {
      assertThatThrownBy(() -> registry.version("iris", source, "r", ""))
          .extracting("kind", "subject", "reason", "value")
          .containsExactly(
              ErrorKind.CONFLICT, Subject.ARTIFACT, Reason.QUARANTINED, "seals/" + digest);
    }
    assertThat(registry.version("iris").version()).isEqualTo(2);
  }

  @Test
  void restore_takesGoodCopiesAndLiftsTheQuarantine() throws IOException {
    overwrite(sealed("data/weights"), "weightS");
    Files.delete(sealed("MLmodel"));
    overwrite(sealed("data/added"), "x");
    verify();

    SealRestoration done = registry.seals.restore(ANN, name("iris"), 1, COPY);

    assertThat(done.after()).isEqualTo(new SealVerification(digest, 2, 14, List.of(), 0));
    assertThat(done.restored()).containsExactlyInAnyOrder("MLmodel", "data/weights", "data/added");
    assertThat(Files.readString(sealed("data/weights"))).isEqualTo("weights");
    assertThat(Files.readString(sealed("MLmodel"))).isEqualTo("flavors");
    assertThat(sealed("data/added")).doesNotExist();
    assertThat(Files.getPosixFilePermissions(sealed("MLmodel")))
        .isEqualTo(Files.getPosixFilePermissions(sealed("data/weights")))
        .hasSize(1);
    assertThat(state().damaged()).isFalse();
    SealRestored event = (SealRestored) registry.last();
    assertThat(event.restored()).isEqualTo(done.restored());
    assertThat(event.versions()).containsExactly(new SealedVersion("default", "iris", 1));
    assertThat(registry.version("iris", "runs:/r/m", "r", "").source().digest()).contains(digest);
    assertThat(registry.seals.restore(ANN, name("iris"), 1, COPY).restored()).isEmpty();
  }

  @Test
  void restore_fromTheCopyWhenManifestAndRowsAreLost() throws IOException {
    Files.delete(registry.folder.resolve("seals/" + digest + "/manifest.json"));
    Files.delete(sealed("MLmodel"));
    registry.database.jdbi().useHandle(handle -> handle.execute("DELETE FROM artifact"));
    assertThat(verify().files()).isZero();
    registry.file("0/other/MLmodel", "flavors");
    assertMismatch(ArtifactPath.of("0/other"), "0/other");
    assertThat(registry.seals.restore(ANN, name("iris"), 1, COPY).after().isIntact())
        .isTrue();
  }

  private void assertMismatch(ArtifactPath from, String value) {
    assertThatThrownBy(() -> registry.seals.restore(ANN, name("iris"), 1, from))
        .extracting("kind", "subject", "reason", "value")
        .containsExactly(ErrorKind.INVALID_ARGUMENT, Subject.ARTIFACT, Reason.MISMATCH, value);
  }

  @Test
  void restore_fromAnotherCopyChangesNothing() throws IOException {
    overwrite(sealed("data/weights"), "weightS");
    Files.delete(sealed("MLmodel"));
    verify();
    registry.file("0/bad/MLmodel", "flavors");
    registry.file("0/bad/data/weights", "WEIGHTS");
    assertMismatch(ArtifactPath.of("0/bad"), "0/bad/data/weights");
    assertThatThrownBy(
            () -> registry.seals.restore(ANN, name("iris"), 1, ArtifactPath.of("0/none")))
        .extracting("kind", "subject")
        .containsExactly(ErrorKind.NOT_FOUND, Subject.ARTIFACT);
    assertThat(sealed("MLmodel")).doesNotExist();
    assertThat(state().damaged()).isTrue();
    assertThat(sealEvents()).hasSize(1);
  }

  @Test
  void brokenSink_recordsNothing() {
    overwrite(sealed("MLmodel"), "FLAVORS");
    registry.breakSink();
    assertThatThrownBy(this::verify).extracting("kind").isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(state()).isEqualTo(new SealStates.State(false, false, 0, 0));
  }

  @Test
  void versionThatWasDeletedMeanwhile_isNotFound() {
    overwrite(sealed("MLmodel"), "FLAVORS");
    registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 1);
    assertThatThrownBy(this::verify).extracting("kind").isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(sealEvents()).isEmpty();
  }

  @Test
  void versionWithoutSeal_isRefused() {
    registry.version("iris");
    assertThatThrownBy(() -> registry.seals.verify(ANN, name("iris"), 2))
        .extracting("kind", "subject", "reason")
        .containsExactly(ErrorKind.CONFLICT, Subject.MODEL_VERSION, Reason.NOT_SEALED);
    assertThat(registry.seals.state(registry.versions.get(ANN, name("iris"), 2)))
        .isEmpty();
  }

  @Test
  void permissions_areRequired() {
    long model = registry.models.get(ANN, name("iris")).id();
    assertThatThrownBy(() ->
            registry.seals.verify(TestCallers.blindTo(Resource.model(model)), name("iris"), 1))
        .extracting("kind")
        .isEqualTo(ErrorKind.NOT_FOUND);
    assertThatThrownBy(
            () -> registry.seals.verify(TestCallers.without(Permission.READ), name("iris"), 1))
        .extracting("kind")
        .isEqualTo(ErrorKind.FORBIDDEN);
    assertThatThrownBy(() -> registry.seals.restore(
            TestCallers.without(Permission.ADMINISTER), name("iris"), 1, COPY))
        .extracting("kind")
        .isEqualTo(ErrorKind.FORBIDDEN);
  }
}
