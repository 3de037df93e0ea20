package dev.hallmark.server;

import static dev.hallmark.server.GcServices.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hallmark.server.artifacts.gc.GarbageKind;
import dev.hallmark.server.artifacts.gc.GcRun;
import dev.hallmark.server.artifacts.gc.Sweep.Outcome;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.events.ArtifactEvent.Freed;
import dev.hallmark.server.events.ArtifactEvent.GarbageCollected;
import dev.hallmark.server.events.Operation;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.runs.RunInfo;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the garbage collection finds, reports and publishes; which seals and other files it removes, and which it keeps. */
abstract class GcContract extends GcCase {
  @Test
  void plan_changesNothing() {
    RunInfo run = server.run(DEFAULT, "flavors");
    ModelVersion version = server.version("fraud", run, "model");
    server.loggedModel(DEFAULT, "tree");
    String model = server.loggedModel(DEFAULT, "tree!");
    ExperimentId experiment = server.experiment("churn");
    server.tracking.runs().delete(ANN, run.id());
    server.tracking.loggedModels().delete(ANN, model);
    server.tracking.experiments().delete(ANN, experiment);
    server.deleteVersion(version);
    server.runner.runDue();
    server.later();
    String before = rows();
    List<String> files = everyFile();
    int events = server.published.size();

    GcRun plan = server.collect(true);

    assertThat(freed(plan, GarbageKind.RUN)).containsExactly(run.id().value());
    assertThat(freed(plan, GarbageKind.LOGGED_MODEL)).containsExactly(model);
    assertThat(freed(plan, GarbageKind.EXPERIMENT)).containsExactly(experiment.toString());
    assertThat(freed(plan, GarbageKind.SEAL)).containsExactly(seal(version));
    assertThat(rows()).isEqualTo(before);
    assertThat(everyFile()).isEqualTo(files);
    assertThat(server.exists("seals/" + seal(version) + "/manifest.json")).isTrue();
    assertThat(server.published).hasSize(events);

    GcRun done = server.collect(false);
    assertThat(done.totals()).isEqualTo(plan.totals());
  }

  private String rows() {
    StringBuilder all = new StringBuilder();
    for (String table : List.of(
        "experiment", "run", "run_tag", "logged_model", "logged_model_param", "seal", "artifact")) {
      all.append(server
          .database
          .jdbi()
          .withHandle(handle -> handle
              .createQuery("SELECT * FROM " + table + " ORDER BY 1")
              .mapToMap()
              .list())
          .toString());
    }
    return all.toString();
  }

  @Test
  void sealOfADeletedVersion_isRemovedUnlessAnotherVersionHasIt() {
    RunInfo run = server.run(DEFAULT, "flavors");
    ModelVersion first = server.version("fraud", run, "model");
    ModelVersion second = server.version("fraud", run, "model");
    RunInfo other = server.run(DEFAULT, "other");
    ModelVersion third = server.version("fraud", other, "model");
    server.deleteVersion(first);
    server.deleteVersion(third);
    server.later();
    GcRun done = server.collect(false);
    assertThat(freed(done, GarbageKind.SEAL)).containsExactly(seal(third));
    assertThat(server.exists("seals/" + seal(third))).isFalse();
    assertThat(server.isIntact(second)).isTrue();
    assertThat(server.count("seal")).isEqualTo(1);

    ModelVersion again = server.version("fraud", other, "model");
    assertThat(seal(again)).isEqualTo(seal(third));
    assertThat(server.isIntact(again)).isTrue();
  }

  @Test
  void seal_isKeptWithinTheGracePeriodOfItsVersion() {
    ModelVersion version = server.version("fraud", server.run(DEFAULT, "flavors"), "model");
    server.later();
    server.deleteVersion(version);
    assertThat(server.collect(false).totals()).isEmpty();
    assertThat(server.exists("seals/" + seal(version))).isTrue();
  }

  @Test
  void incompleteSeal_isRemoved() {
    String digest = "a".repeat(64);
    server
        .database
        .jdbi()
        .useHandle(handle -> handle.execute(
            "INSERT INTO seal (digest, verified_at, checked_at) VALUES (?, 0, 0)", digest));
    server.store.writeUnflushed(ArtifactPath.of("seals/" + digest + "/files/x"), new byte[10]);
    assertThat(server.collect(false).totals()).isEmpty();
    server.later();
    GcRun done = server.collect(false);
    assertThat(freed(done, GarbageKind.SEAL)).containsExactly(digest);
    assertThat(server.exists("seals/" + digest)).isFalse();
  }

  /** A database that was lost, or another one with the same store by mistake. */
  @Test
  void sealsAndRecordsOfAnotherDatabase_areKept() {
    String digest = "a".repeat(64);
    server.store.writeUnflushed(ArtifactPath.of("seals/" + digest + "/files/x"), new byte[10]);
    server.store.writeUnflushed(ArtifactPath.of("versions/7/1.json"), new byte[5]);
    server.later();
    GcRun done = server.collect(false);
    assertThat(done.listed())
        .extracting("outcome", "name", "reason")
        .containsExactly(tuple(Outcome.SKIPPED, digest, "another database created it"));
    assertThat(server.exists("seals/" + digest + "/files/x")).isTrue();
    assertThat(server.exists("versions/7/1.json")).isTrue();
  }

  @Test
  void filesOfNobody_areKept() {
    for (String path : List.of(
        "77/run/artifacts/model/MLmodel",
        "0/unknown/artifacts/x",
        "0/models/m-unknown/artifacts/x",
        "notes.txt",
        "seals/README",
        "versions/README",
        "versions/5/README")) {
      server.store.writeUnflushed(ArtifactPath.of(path), new byte[] {1});
    }
    server.later();
    assertThat(server.collect(false).totals()).isEmpty();
    assertThat(server.exists("77/run/artifacts/model/MLmodel")).isTrue();
    assertThat(server.exists("0/unknown/artifacts/x")).isTrue();
    assertThat(server.exists("0/models/m-unknown/artifacts/x")).isTrue();
    assertThat(server.exists("notes.txt")).isTrue();
    assertThat(server.exists("seals/README")).isTrue();
    assertThat(server.exists("versions/README")).isTrue();
    assertThat(server.exists("versions/5/README")).isTrue();
  }

  @Test
  void recordOfAVersionThatDoesNotExist_isRemoved() {
    ModelVersion version = server.version("fraud", server.run(DEFAULT, "flavors"), "model");
    server.runner.runDue();
    server.store.writeUnflushed(ArtifactPath.of("versions/1/2.json"), new byte[5]);
    server.store.writeUnflushed(ArtifactPath.of("versions/99/1.json"), new byte[6]);
    server.later();
    GcRun done = server.collect(false);
    assertThat(freed(done, GarbageKind.VERSION_RECORD)).containsExactly("versions/1/2.json");
    assertThat(server.exists("versions/1/1.json")).isTrue();
    assertThat(server.exists("versions/99/1.json")).isTrue();
    assertThat(server.isIntact(version)).isTrue();
  }

  @Test
  void interruptedRemoval_isFinished() {
    RunInfo run = server.run(DEFAULT, "flavors");
    server.tracking.runs().delete(ANN, run.id());
    ModelVersion version = server.version("fraud", server.run(DEFAULT, "weights"), "model");
    server.deleteVersion(version);
    server.later();
    // as after a server that was killed between marking and deleting
    server.database.jdbi().useHandle(handle -> {
      handle.execute(
          "INSERT INTO experiment (id, workspace, name, artifact_location, location_path,"
              + " active, created_at, updated_at, revision, revised_at)"
              + " VALUES (-1, '', 'removed', '', '', FALSE, 0, 0, 0, 0)");
      handle.execute("UPDATE run SET experiment_id = -1 WHERE run_uuid = '" + run.id() + "'");
      handle.execute("UPDATE seal SET condemned_at = " + server.clock.millis() + " WHERE digest = '"
          + seal(version) + "'");
    });
    assertThatThrownBy(() -> server.tracking.runs().restore(ANN, run.id()))
        .extracting("kind")
        .isEqualTo(ErrorKind.NOT_FOUND);

    GcRun done = server.collect(false);

    assertThat(done.state()).isEqualTo(GcRun.State.DONE);
    assertThat(server.existsUri(run.artifactUri())).isFalse();
    assertThat(server.count("run")).isEqualTo(1);
    assertThat(server.exists("seals/" + seal(version))).isFalse();
    assertThat(server.count("seal")).isZero();
  }

  @Test
  void eventsTellWhatWasRemoved() {
    RunInfo run = server.run(DEFAULT, "flavors");
    server.deleteVersion(server.version("fraud", run, "model"));
    server.tracking.runs().delete(ANN, run.id());
    server.later();
    server.published.clear();
    GcRun done = server.collect(false);
    assertThat(server.published)
        .extracting(each -> each.operation())
        .containsExactly(
            Operation.RUN_REMOVED, Operation.SEAL_REMOVED, Operation.GARBAGE_COLLECTED);
    GarbageCollected last = (GarbageCollected) server.published.get(2);
    assertThat(last.run()).isEqualTo(done.id());
    assertThat(last.change().origin().actor()).isEqualTo("ann");
    Set<String> kinds = last.freed().stream().map(Freed::kind).collect(Collectors.toSet());
    assertThat(kinds).containsExactlyInAnyOrder("run", "seal");
  }

  @Test
  void manyObjects_areListedUpToAHundredAndCounted() {
    for (int i = 0; i < 120; i++) {
      RunInfo run = server.run(DEFAULT, "x");
      server.tracking.runs().delete(ANN, run.id());
    }
    server.later();
    GcRun plan = server.collect(true);
    assertThat(freed(plan, GarbageKind.RUN)).hasSize(100);
    GcRun done = server.collect(false);
    assertThat(freed(done, GarbageKind.RUN)).hasSize(100);
    assertThat(done.totals())
        .extracting("kind", "outcome", "objects", "bytes")
        .containsExactly(tuple(GarbageKind.RUN, Outcome.FREED, 120L, 120L));
    assertThat(server.count("run")).isZero();
  }

  @Test
  void start_isRefusedWhileAnotherRuns() {
    GcRun first = server.collection.start(ANN, true, GcServices.GRACE);
    assertThatThrownBy(() -> server.collection.start(ANN, false, GcServices.GRACE))
        .extracting("kind", "value")
        .containsExactly(ErrorKind.CONFLICT, Long.toString(first.id()));
    server.finish(first);
    assertThat(server.collect(false).state()).isEqualTo(GcRun.State.DONE);
  }

  @Test
  void start_requiresThePermissionToAdminister() {
    assertThatThrownBy(() -> server.collection.start(
            TestCallers.without(Permission.ADMINISTER), true, GcServices.GRACE))
        .extracting("kind")
        .isEqualTo(ErrorKind.FORBIDDEN);
    GcRun run = server.collect(true);
    assertThatThrownBy(
            () -> server.collection.get(TestCallers.without(Permission.ADMINISTER), run.id()))
        .extracting("kind")
        .isEqualTo(ErrorKind.FORBIDDEN);
  }

  @Test
  void collections_areRefusedInOtherWorkspaces() {
    GcRun run = server.collect(true);
    for (Runnable call : List.<Runnable>of(
        () -> server.collection.start(TestCallers.in("team"), false, GcServices.GRACE),
        () -> server.collection.get(TestCallers.in("team"), run.id()))) {
      assertThatThrownBy(call::run)
          .extracting("kind", "value")
          .containsExactly(ErrorKind.FORBIDDEN, "team");
    }
    assertThat(server.count("gc_run")).isEqualTo(1);
  }

  @Test
  void start_withoutThePermissionStartsNothing() {
    RunInfo run = server.run(DEFAULT, "flavors");
    server.tracking.runs().delete(ANN, run.id());
    server.later();
    assertThatThrownBy(() -> server.collection.start(
            TestCallers.without(Permission.ADMINISTER), false, GcServices.GRACE))
        .extracting("kind")
        .isEqualTo(ErrorKind.FORBIDDEN);
    server.runner.runDue();
    assertThat(server.count("gc_run")).isZero();
    assertThat(server.existsUri(run.artifactUri() + "/model/MLmodel")).isTrue();
  }

  @Test
  void start_refusesATimeThatIsTooShortOrTooLong() {
    for (Duration time : List.of(Duration.ZERO, Duration.ofMinutes(59), Duration.ofDays(36_501))) {
      assertThatThrownBy(() -> server.collection.start(ANN, true, time))
          .extracting("kind", "reason", "field")
          .containsExactly(ErrorKind.INVALID_ARGUMENT, Reason.OUT_OF_RANGE, "older_than");
    }
  }
}
