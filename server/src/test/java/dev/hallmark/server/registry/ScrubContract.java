package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.SealStates;
import dev.hallmark.server.artifacts.integrity.ScrubJob;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.DamagedFile;
import dev.hallmark.server.events.DamagedFile.Kind;
import dev.hallmark.server.events.SealEvent.SealFoundDamaged;
import dev.hallmark.server.events.SealedVersion;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.jobs.JobRunner;
import dev.hallmark.server.registry.versions.ModelVersion;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The background check of all seals. */
abstract class ScrubContract extends RegistryContract {
  private static final ArtifactPath COPY = ArtifactPath.of("0/r/artifacts/big");
  private static final Duration INTERVAL = Duration.ofDays(30);
  private static final int SIZE = 1_000_000;

  private ModelVersion big;
  private ModelVersion small;

  @BeforeEach
  void register() {
    registry.runs.runs.put("r", "mlflow-artifacts:/0/r/artifacts");
    registry.file("0/r/artifacts/big/weights", "w".repeat(SIZE));
    registry.file("0/r/artifacts/big/z", "z");
    registry.file("0/r/artifacts/small/MLmodel", "flavors");
    registry.model("iris");
    big = registry.version("iris", "runs:/r/big", "r", "");
    small = registry.version("iris", "runs:/r/small", "r", "");
  }

  private JobRunner scrubber(long bytesPerSecond) {
    return scrubber(bytesPerSecond, registry.store);
  }

  private JobRunner scrubber(long bytesPerSecond, ArtifactStore store) {
    JobRunner runner = registry.runner(List.of(new ScrubJob(
        registry.context,
        store,
        registry.artifacts.sealStates(),
        new ScrubJob.Pace(bytesPerSecond, INTERVAL))));
    runner.addAtStart();
    return runner;
  }

  private void scrubAll() {
    scrubber(1_000_000_000).runDue();
  }

  private SealStates.State state(ModelVersion version) {
    return registry.seals.state(version).orElseThrow();
  }

  private Path sealed(ModelVersion version, String path) {
    return registry.folder.resolve(
        "seals/" + version.source().digest().orElseThrow() + "/files/" + path);
  }

  private static void overwrite(Path file, String text) throws IOException {
    Files.delete(file);
    Files.writeString(file, text);
  }

  @Test
  void scrub_verifiesAllSeals() {
    scrubAll();
    SealStates.State intact =
        new SealStates.State(false, false, registry.clock.millis(), registry.clock.millis());
    assertThat(state(big)).isEqualTo(intact);
    assertThat(state(small)).isEqualTo(intact);
  }

  @Test
  void scrub_findsOneFlippedBit() throws IOException {
    overwrite(sealed(big, "weights"), "w".repeat(SIZE - 1) + "v");
    scrubAll();
    assertThat(state(big))
        .isEqualTo(
            new SealStates.State(true, false, registry.clock.millis(), registry.clock.millis()));
    assertThat(state(small).damaged()).isFalse();
    SealFoundDamaged event = (SealFoundDamaged) registry.last();
    assertThat(event.change().origin().actor()).isEqualTo("server");
    assertThat(event.damaged()).extracting(DamagedFile::path).containsExactly("weights");
    assertThat(event.versions()).containsExactly(new SealedVersion("default", "iris", 1));
    assertThatThrownBy(() -> registry.version("iris", "models:/iris/1", "", ""))
        .extracting("reason")
        .isEqualTo(Reason.QUARANTINED);
    assertThat(registry.seals.restore(ANN, name("iris"), 1, COPY).after().isIntact())
        .isTrue();
  }

  @Test
  void scrub_findsMissingAndUnexpectedFilesAndDamagedManifests() throws IOException {
    Files.delete(sealed(small, "MLmodel"));
    Files.writeString(sealed(big, "added"), "x");
    Path manifest = sealed(big, "").getParent().resolve("manifest.json");
    overwrite(manifest, Files.readString(manifest).replace("\"size\": 1,", "\"size\": 2,"));
    scrubAll();
    assertThat(registry.published.stream()
            .filter(SealFoundDamaged.class::isInstance)
            .flatMap(each -> ((SealFoundDamaged) each).damaged().stream())
            .map(DamagedFile::kind))
        .containsExactlyInAnyOrder(Kind.MISSING, Kind.UNEXPECTED, Kind.MANIFEST);
  }

  @Test
  void scrub_readsNoMoreThanItsPaceAndContinuesWithAnotherServer() {
    for (int i = 0; i < 3; i++) {
      scrubber(300_000).runDue(); // each as after a restart
      assertThat(state(big).verifiedAt() > 0 && state(small).verifiedAt() > 0).isFalse();
      registry.clock.advance(Duration.ofSeconds(1));
    }
    String cursor = cursor();
    assertThat(cursor).contains(" read ");
    for (int i = 0; i < 3; i++) {
      registry.clock.advance(Duration.ofSeconds(1));
      scrubber(300_000).runDue();
    }
    assertThat(state(big).damaged()).isFalse();
    assertThat(state(big).verifiedAt()).isPositive();
    assertThat(state(small).verifiedAt()).isPositive();
  }

  private String cursor() {
    return registry
        .database
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("SELECT job_cursor FROM job WHERE kind = 'scrub'")
            .mapTo(String.class)
            .one());
  }

  @Test
  void seal_isReadAgainAfterTheInterval() throws IOException {
    scrubAll();
    long first = registry.clock.millis();
    registry.clock.advance(Duration.ofDays(29));
    scrubAll();
    assertThat(state(small).verifiedAt()).isEqualTo(first);
    overwrite(sealed(small, "MLmodel"), "FLAVORS");
    registry.clock.advance(Duration.ofDays(2));
    scrubAll();
    assertThat(state(small))
        .isEqualTo(
            new SealStates.State(true, false, registry.clock.millis(), registry.clock.millis()));
    assertThat(state(big))
        .isEqualTo(
            new SealStates.State(false, false, registry.clock.millis(), registry.clock.millis()));
  }

  @Test
  void sealOfADeletedVersion_isForgotten() throws IOException {
    scrubAll();
    registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 2);
    Files.delete(sealed(small, "MLmodel"));
    registry.clock.advance(Duration.ofDays(31));
    scrubAll();
    assertThat(state(small)).isEqualTo(new SealStates.State(false, false, 0, 0));
  }

  /** The store, but this seal cannot be read. */
  private ArtifactStore unreadable(ModelVersion version) {
    String digest = version.source().digest().orElseThrow();
    return (ArtifactStore) Proxy.newProxyInstance(
        ArtifactStore.class.getClassLoader(),
        new Class<?>[] {ArtifactStore.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("open") && arguments[0].toString().contains(digest)) {
            throw RegistryException.unavailable(Subject.ARTIFACT, new IOException("disk error"));
          }
          return method.invoke(registry.store, arguments);
        });
  }

  private void scrubOften(ArtifactStore store) {
    for (int i = 0; i < 10; i++) {
      scrubber(1_000_000_000, store).runDue();
      registry.clock.advance(Duration.ofMinutes(20));
    }
  }

  @Test
  void unreadableSeal_isSkippedAndReported() {
    for (ModelVersion version : List.of(big, small)) {
      scrubOften(unreadable(version));
      assertThat(state(version).unreadable()).isTrue();
      registry.clock.advance(INTERVAL.multipliedBy(2));
    }
    assertThat(state(big))
        .isEqualTo(new SealStates.State(
            false, false, state(big).verifiedAt(), state(big).verifiedAt()));
    assertThat(state(big).verifiedAt()).isPositive();
    assertThat(state(small).verifiedAt()).isPositive().isLessThan(state(big).verifiedAt());
  }

  @Test
  void unreadableSeal_isIntactOnceItCanBeRead() {
    scrubOften(unreadable(small));
    registry.clock.advance(INTERVAL.multipliedBy(2));
    scrubAll();
    assertThat(state(small))
        .isEqualTo(
            new SealStates.State(false, false, registry.clock.millis(), registry.clock.millis()));
  }
}
