package dev.hallmark.server;

import static dev.hallmark.server.GcServices.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.gc.GcRun;
import dev.hallmark.server.artifacts.local.FileModes;
import dev.hallmark.server.artifacts.local.LocalStore;
import dev.hallmark.server.config.GcConfig;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.MutableClock;
import dev.hallmark.server.testkit.TestDatabase;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.runs.RunInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database and one folder: one collects while the other registers and restores. */
class GcServersPostgresTest {
  private static final ExperimentId DEFAULT = new ExperimentId(0);

  @TempDir
  Path folder;

  private GcServices server;
  private GcServices other;

  @BeforeEach
  void open() throws IOException {
    List<Database> databases = TestDatabase.POSTGRESQL.servers();
    MutableClock clock = new MutableClock(System.currentTimeMillis());
    server = services(databases.get(0), clock);
    other = services(databases.get(1), clock);
    server.model("fraud");
  }

  private GcServices services(Database database, MutableClock clock) throws IOException {
    return new GcServices(database, newStore(), clock, GcCase.MANUAL);
  }

  private LocalStore newStore() throws IOException {
    return LocalStore.open(folder, FileModes.PRIVATE, Database::halt);
  }

  @AfterEach
  void close() {
    server.close();
    other.close();
  }

  private static void runDue(GcServices one, GcServices two) throws Exception {
    CompletableFuture<Void> first = CompletableFuture.runAsync(one.runner::runDue);
    CompletableFuture<Void> second = CompletableFuture.runAsync(two.runner::runDue);
    first.get(60, TimeUnit.SECONDS);
    second.get(60, TimeUnit.SECONDS);
  }

  @Test
  void scheduledCollection_isStartedOncePerInterval() throws Exception {
    GcConfig daily = new GcConfig(Duration.ofDays(1), Duration.ofDays(7));
    List<Database> databases = TestDatabase.POSTGRESQL.servers();
    MutableClock clock = new MutableClock(System.currentTimeMillis());
    try (GcServices one = new GcServices(databases.get(0), newStore(), clock, daily);
        GcServices two = new GcServices(databases.get(1), newStore(), clock, daily)) {
      one.runner.addAtStart();
      two.runner.addAtStart();
      for (int day = 1; day <= 5; day++) {
        for (int hour = 0; hour < 24; hour++) {
          runDue(one, two);
          clock.advance(Duration.ofMinutes(10));
          runDue(one, two); // finishes what was started
          clock.advance(Duration.ofMinutes(50));
        }
        assertThat(one.count("gc_run")).isEqualTo(day);
        assertThat(one.count("gc_run WHERE state = 'DONE' AND requested_by = 'server'"))
            .isEqualTo(day);
        if (day == 3) { // a restart does not start one
          two.runner.addAtStart();
        }
      }
    }
  }

  private static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(15_000_000));
  }

  /** As a client that repeats a call which was refused with 503. */
  private static ModelVersion registered(GcServices at, RunInfo run) {
    pause();
    while (true) {
      try {
        return at.version("fraud", run, "model");
      } catch (RegistryException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      }
    }
  }

  @Test
  void registration_duringACollectionHasItsFiles() throws Exception {
    RunInfo run = server.run(DEFAULT, "flavors");
    ModelVersion last = server.version("fraud", run, "model");
    int removed = 0;
    for (int round = 0; round < 40; round++) {
      server.deleteVersion(last);
      server.later();
      GcRun started = server.collection.start(ANN, false, GcServices.GRACE);
      CompletableFuture<ModelVersion> first =
          CompletableFuture.supplyAsync(() -> registered(server, run));
      CompletableFuture<ModelVersion> second =
          CompletableFuture.supplyAsync(() -> registered(other, run));
      pause();
      removed += other.finish(started).totals().size();
      last = first.get(60, TimeUnit.SECONDS);
      assertThat(other.isIntact(last)).isTrue();
      assertThat(server.isIntact(second.get(60, TimeUnit.SECONDS))).isTrue();
      server.deleteVersion(second.join());
    }
    assertThat(removed).as("rounds in which the collection was first").isPositive();
  }

  @Test
  void restoration_duringACollectionHasItsFilesOrIsRefused() throws Exception {
    int restored = 0;
    for (int round = 0; round < 40; round++) {
      ExperimentId experiment = server.experiment("churn " + round);
      RunInfo run = server.run(experiment, "flavors");
      boolean whole = round % 2 == 0;
      if (whole) {
        server.tracking.experiments().delete(ANN, experiment);
      } else {
        server.tracking.runs().delete(ANN, run.id());
      }
      server.later();
      GcRun started = server.collection.start(ANN, false, GcServices.GRACE);
      CompletableFuture<Boolean> restoring =
          CompletableFuture.supplyAsync(() -> isRestored(experiment, run, whole));
      pause();
      other.finish(started);
      if (restoring.get(60, TimeUnit.SECONDS)) {
        restored++;
        if (isThere(run)) {
          assertThat(server.existsUri(run.artifactUri() + "/model/MLmodel")).isTrue();
        } else { // it was removed before its experiment was restored
          assertThat(whole).isTrue();
        }
      } else {
        assertThat(isThere(run)).isFalse();
      }
    }
    assertThat(restored).as("rounds in which the restoration was first").isPositive();
  }

  private boolean isThere(RunInfo run) {
    try {
      return server.tracking.runs().get(ANN, run.id()).info().active();
    } catch (RegistryException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND);
      return false;
    }
  }

  private boolean isRestored(ExperimentId experiment, RunInfo run, boolean whole) {
    pause();
    try {
      if (whole) {
        server.tracking.experiments().restore(ANN, experiment);
      } else {
        server.tracking.runs().restore(ANN, run.id());
      }
      return true;
    } catch (RegistryException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND);
      return false;
    }
  }
}
