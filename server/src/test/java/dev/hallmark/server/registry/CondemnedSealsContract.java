package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.NewVersion;
import dev.hallmark.server.storage.Tx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registrations of files whose seal is being deleted. */
abstract class CondemnedSealsContract extends RegistryContract {
  private static final long ALWAYS = Long.MAX_VALUE;
  private static final Origin ORIGIN = new Origin("server", "server", "", "gc", "", "");

  @BeforeEach
  void upload() {
    registry.runs.runs.put("r", "mlflow-artifacts:/0/r/artifacts");
    registry.file("0/r/artifacts/model/MLmodel", "flavors");
    registry.file("0/r/artifacts/model/weights", "w".repeat(10_000));
    registry.model("iris");
  }

  private ModelVersion register(Once once) {
    return registry.versions.create(
        ANN,
        once,
        name("iris"),
        new NewVersion("runs:/r/model", "r", "", "", new Description(""), List.of()));
  }

  private static String digest(ModelVersion version) {
    return version.source().digest().orElseThrow();
  }

  private void delete(ModelVersion version) {
    registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), version.version());
  }

  private boolean condemn(String digest, long since) {
    return registry.artifacts.sealClaims().condemn(ORIGIN, digest, since, 0);
  }

  private void collect(String digest) {
    if (condemn(digest, ALWAYS)) {
      finish(digest);
    }
  }

  private void finish(String digest) {
    registry.store.delete(Seal.folder(digest));
    registry.artifacts.sealClaims().deleted(digest);
  }

  private void assertComplete(ModelVersion version) {
    assertThat(registry.seals.verify(ANN, name("iris"), version.version()).isIntact())
        .isTrue();
  }

  /** Something that another thread does between the sealing of a version and the transaction that stores it. */
  private static Once before(Runnable work) {
    AtomicBoolean done = new AtomicBoolean();
    return new Once() {
      @Override
      public <T> T in(Tx tx, Function<Tx, T> change) {
        if (done.compareAndSet(false, true)) {
          CompletableFuture.runAsync(work).join();
        }
        return change.apply(tx);
      }

      @Override
      public void about(Resource resource) {}
    };
  }

  @Test
  void condemn_refusesASealThatAVersionHas() {
    ModelVersion version = register(Once.EACH_TIME);
    assertThat(condemn(digest(version), ALWAYS)).isFalse();
    assertComplete(version);
  }

  @Test
  void condemn_refusesASealWhoseVersionWasDeletedRecently() {
    ModelVersion version = register(Once.EACH_TIME);
    registry.clock.advance(Duration.ofDays(10));
    delete(version);
    assertThat(condemn(digest(version), registry.clock.millis())).isFalse();
    registry.clock.advance(Duration.ofDays(1));
    assertThat(condemn(digest(version), registry.clock.millis())).isTrue();
    assertThat(condemn(digest(version), registry.clock.millis())).isFalse();
  }

  @Test
  void deleteModel_beginsTheGracePeriodOfItsSeals() {
    ModelVersion version = register(Once.EACH_TIME);
    registry.clock.advance(Duration.ofDays(10));
    registry.models.delete(ANN, Once.EACH_TIME, name("iris"));
    assertThat(condemn(digest(version), registry.clock.millis())).isFalse();
    registry.clock.advance(Duration.ofDays(1));
    assertThat(condemn(digest(version), registry.clock.millis())).isTrue();
  }

  @Test
  void version_isSealedAgainIfItsSealIsDeletedBeforeItIsStored() {
    ModelVersion first = register(Once.EACH_TIME);
    delete(first);
    ModelVersion second = register(before(() -> collect(digest(first))));
    assertThat(digest(second)).isEqualTo(digest(first));
    assertComplete(second);
    assertThat(condemn(digest(second), ALWAYS)).isFalse();
  }

  @Test
  void version_isSealedAgainIfItsNewSealIsDeletedBeforeItIsStored() {
    String digest = digest(register(Once.EACH_TIME));
    delete(registry.versions.get(ANN, name("iris"), 1));
    collect(digest);
    ModelVersion second = register(before(() -> collect(digest)));
    assertComplete(second);
  }

  @Test
  void version_waitsWhileItsSealIsBeingDeleted() throws Exception {
    ModelVersion first = register(Once.EACH_TIME);
    delete(first);
    condemn(digest(first), ALWAYS);
    CompletableFuture<ModelVersion> second =
        CompletableFuture.supplyAsync(() -> register(Once.EACH_TIME));
    Thread.sleep(300);
    assertThat(second).isNotDone();
    finish(digest(first));
    assertComplete(second.get(30, TimeUnit.SECONDS));
  }

  @Test
  void version_isRefusedIfItsSealIsBeingDeletedForLong() {
    ModelVersion first = register(Once.EACH_TIME);
    delete(first);
    condemn(digest(first), ALWAYS);
    assertThatThrownBy(() -> register(Once.EACH_TIME))
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThatThrownBy(() -> registry.versions.get(ANN, name("iris"), 2))
        .extracting("kind")
        .isEqualTo(ErrorKind.NOT_FOUND);
    finish(digest(first));
    assertComplete(register(Once.EACH_TIME));
  }

  @Test
  void copy_ofAVersionIsRefusedIfTheVersionAndItsSealAreDeletedMeanwhile() {
    ModelVersion first = register(Once.EACH_TIME);
    registry.model("rose");
    assertThatThrownBy(() -> registry.versions.create(
            ANN,
            before(() -> {
              delete(first);
              collect(digest(first));
            }),
            name("rose"),
            new NewVersion("models:/iris/1", "", "", "", new Description(""), List.of())))
        .extracting("kind")
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Test
  void deleted_removesEveryRowOfTheSeal() {
    ModelVersion first = register(Once.EACH_TIME);
    delete(first);
    collect(digest(first));
    for (String query : List.of(
        "SELECT count(*) FROM seal",
        "SELECT count(*) FROM seal_damage",
        "SELECT count(*) FROM sealed_content",
        "SELECT count(*) FROM artifact WHERE path LIKE 'seals/%'")) {
      int rows = registry
          .database
          .jdbi()
          .withHandle(handle -> handle.createQuery(query).mapTo(Integer.class).one());
      assertThat(rows).as(query).isZero();
    }
  }

  /** As a client that repeats a call which was refused with 503. */
  private ModelVersion registered() {
    while (true) {
      try {
        return register(Once.EACH_TIME);
      } catch (RegistryException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      }
    }
  }

  @Test
  void registrationsAndCollections_leaveNoVersionWithoutItsFiles() throws Exception {
    ModelVersion first = register(Once.EACH_TIME);
    String digest = digest(first);
    delete(first);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> collecting = CompletableFuture.runAsync(() -> {
      while (!done.get()) {
        collect(digest);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(10_000_000));
      }
    });
    for (int round = 0; round < 60; round++) {
      List<CompletableFuture<ModelVersion>> registering = List.of(
          CompletableFuture.supplyAsync(this::registered),
          CompletableFuture.supplyAsync(this::registered));
      for (CompletableFuture<ModelVersion> each : registering) {
        assertComplete(each.get(60, TimeUnit.SECONDS));
      }
      for (CompletableFuture<ModelVersion> each : registering) {
        delete(each.join());
      }
    }
    done.set(true);
    collecting.get(60, TimeUnit.SECONDS);
  }
}
