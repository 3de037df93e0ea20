package dev.hallmark.server;

import static dev.hallmark.server.GcServices.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hallmark.server.artifacts.gc.GarbageKind;
import dev.hallmark.server.artifacts.gc.GcRun;
import dev.hallmark.server.artifacts.gc.Sweep.Outcome;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.NewVersion;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.experiments.ExperimentName;
import dev.hallmark.server.tracking.runs.LogBatch;
import dev.hallmark.server.tracking.runs.NewMetric;
import dev.hallmark.server.tracking.runs.NewRun;
import dev.hallmark.server.tracking.runs.RunInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which runs, logged models and experiments the garbage collection removes, and which it keeps. */
abstract class GcTrackingContract extends GcCase {
  @Test
  void deletedRun_isRemovedWithFilesAndRows() {
    RunInfo kept = server.run(DEFAULT, "kept");
    RunInfo run = server.run(DEFAULT, "flavors");
    List<NewMetric> metrics = new ArrayList<>();
    for (int step = 0; step < 900; step++) {
      metrics.add(new NewMetric(MetricPoint.measured("loss", 1, step, step), "", "", ""));
    }
    server
        .tracking
        .runLog()
        .batch(ANN, run.id(), new LogBatch(metrics, List.of(KeyValue.param("a", "b")), List.of()));
    server.tracking.runs().delete(ANN, run.id());
    server.later();

    GcRun done = server.collect(false);

    assertThat(done.state()).isEqualTo(GcRun.State.DONE);
    assertThat(freed(done, GarbageKind.RUN)).containsExactly(run.id().value());
    assertThat(done.totals())
        .extracting("kind", "outcome", "objects", "bytes")
        .containsExactly(tuple(GarbageKind.RUN, Outcome.FREED, 1L, 7L));
    assertThat(server.existsUri(run.artifactUri())).isFalse();
    assertThat(server.exists("0/" + run.id().value())).isFalse();
    assertThat(server.existsUri(kept.artifactUri() + "/model/MLmodel")).isTrue();
    assertThat(server.count("run")).isEqualTo(1);
    assertThat(server.count("metric") + server.count("latest_metric") + server.count("param"))
        .isZero();
    assertThat(server.count("artifact")).isEqualTo(1);
    assertThatThrownBy(() -> server.tracking.runs().get(ANN, run.id()))
        .extracting("kind")
        .isEqualTo(ErrorKind.NOT_FOUND);
    assertThatThrownBy(() -> server.tracking.runs().restore(ANN, run.id()))
        .extracting("kind")
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Test
  void run_isKeptWithinTheGracePeriodAndAfterARestoration() {
    RunInfo recent = server.run(DEFAULT, "a");
    RunInfo restored = server.run(DEFAULT, "b");
    server.tracking.runs().delete(ANN, restored.id());
    server.later();
    server.tracking.runs().delete(ANN, recent.id());
    server.tracking.runs().restore(ANN, restored.id());

    assertThat(server.collect(false).totals()).isEmpty();
    assertThat(server.existsUri(recent.artifactUri())).isTrue();
    server.tracking.runs().restore(ANN, recent.id());
    assertThat(everyFile()).hasSize(2);
  }

  @Test
  void versionsAndTheirSeals_outliveTheirRun() {
    RunInfo run = server.run(DEFAULT, "flavors");
    ModelVersion version = server.version("fraud", run, "model");
    server.tracking.runs().delete(ANN, run.id());
    server.later();
    GcRun done = server.collect(false);
    assertThat(freed(done, GarbageKind.RUN)).containsExactly(run.id().value());
    assertThat(freed(done, GarbageKind.SEAL)).isEmpty();
    assertThat(server.isIntact(version)).isTrue();
  }

  @Test
  void deletedRunsOfAllWorkspaces_areRemoved() {
    server
        .database
        .jdbi()
        .useHandle(
            handle -> handle.execute(
                "INSERT INTO workspace (name, description, revision, revised_at) VALUES ('team', '', 1, 0)"));
    Caller wim = TestCallers.in("team");
    ExperimentId experiment = server
        .tracking
        .experiments()
        .create(wim, Once.EACH_TIME, new ExperimentName("churn"), "", List.of());
    RunInfo run = server
        .tracking
        .runs()
        .create(wim, Once.EACH_TIME, experiment, new NewRun("run", "wim", 1, List.of()))
        .info();
    server.tracking.runs().delete(wim, run.id());
    server.later();
    server.published.clear();
    GcRun done = server.collect(false);
    assertThat(freed(done, GarbageKind.RUN)).containsExactly(run.id().value());
    assertThat(server.published.get(0).change().object().workspace()).isEqualTo("team");
    assertThat(server.published.get(0).change().origin().actor()).isEqualTo("ann");
    assertThatThrownBy(() -> server.tracking.runs().get(wim, run.id()))
        .extracting("kind")
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  /** More than are processed in one transaction. */
  @Test
  void manyRunsWithManyRows_areRemoved() {
    ExperimentId experiment = server.experiment("churn");
    List<RunInfo> kept = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      RunInfo run = server.run(i % 2 == 0 ? DEFAULT : experiment, "x");
      List<NewMetric> metrics = new ArrayList<>();
      for (int step = 0; step < (i % 10 == 0 ? 700 : 3); step++) {
        metrics.add(new NewMetric(MetricPoint.measured("loss", 1, step, step), "", "", ""));
      }
      server.tracking.runLog().batch(ANN, run.id(), new LogBatch(metrics, List.of(), List.of()));
      if (i % 10 == 3) {
        kept.add(run);
      } else {
        server.tracking.runs().delete(ANN, run.id());
      }
    }
    server.later();
    GcRun done = server.collect(false);
    assertThat(done.totals())
        .extracting("kind", "objects", "bytes")
        .containsExactly(tuple(GarbageKind.RUN, 63L, 63L));
    assertThat(server.count("run")).isEqualTo(7);
    assertThat(server.count("run_tag WHERE run_id NOT IN (SELECT id FROM run)")).isZero();
    assertThat(server.count("artifact")).isEqualTo(7);
    assertThat(server.count("metric WHERE run_id NOT IN (SELECT id FROM run)")).isZero();
    for (RunInfo run : kept) {
      assertThat(server.existsUri(run.artifactUri() + "/model/MLmodel")).isTrue();
    }
    assertThat(server.collect(false).totals()).isEmpty();
  }

  @Test
  void deletedLoggedModel_isRemoved() {
    String kept = server.loggedModel(DEFAULT, "kept");
    String model = server.loggedModel(DEFAULT, "tree");
    server.tracking.loggedModels().delete(ANN, model);
    server.later();
    GcRun done = server.collect(false);
    assertThat(freed(done, GarbageKind.LOGGED_MODEL)).containsExactly(model);
    assertThat(server.exists("0/models/" + model)).isFalse();
    assertThat(server.exists("0/models/" + kept + "/artifacts/MLmodel")).isTrue();
    assertThat(server.count("logged_model")).isEqualTo(1);
    assertThat(server.count("logged_model_param")).isEqualTo(1);
    assertThatThrownBy(() -> server.tracking.loggedModels().get(ANN, model, true))
        .extracting("kind")
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Test
  void deletedExperiment_isRemovedWithItsContents() {
    ExperimentId experiment = server.experiment("churn");
    RunInfo run = server.run(experiment, "flavors");
    String model = server.loggedModel(experiment, "tree");
    server.tracking.experiments().delete(ANN, experiment);
    server.later();
    GcRun done = server.collect(false);
    assertThat(freed(done, GarbageKind.RUN)).containsExactly(run.id().value());
    assertThat(freed(done, GarbageKind.LOGGED_MODEL)).containsExactly(model);
    assertThat(freed(done, GarbageKind.EXPERIMENT)).containsExactly(experiment.toString());
    assertThat(server.exists(experiment.toString())).isFalse();
    assertThatThrownBy(() -> server.tracking.experiments().restore(ANN, experiment))
        .extracting("kind")
        .isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(server.experiment("churn").value()).isGreaterThan(experiment.value());
  }

  @Test
  void deletedExperiment_isKeptWithinTheGracePeriodWithAllItsRuns() {
    ExperimentId experiment = server.experiment("churn");
    RunInfo run = server.run(experiment, "flavors");
    server.later();
    server.tracking.experiments().delete(ANN, experiment);
    assertThat(server.collect(false).totals()).isEmpty();
    server.tracking.experiments().restore(ANN, experiment);
    assertThat(server.existsUri(run.artifactUri() + "/model/MLmodel")).isTrue();
  }

  @Test
  void run_isKeptWhileAReferenceNeedsIt() {
    isKeptWhileAReferenceNeedsIt("runs:");
  }

  @Test
  void run_isKeptWhileAReferenceInCapitalsNeedsIt() {
    isKeptWhileAReferenceNeedsIt("RUNS:");
  }

  private void isKeptWhileAReferenceNeedsIt(String scheme) {
    RunInfo run = server.run(DEFAULT, "flavors");
    ModelVersion reference = server.version("fraud", run, "later"); // nothing lies there yet
    server
        .database
        .jdbi()
        .useHandle(handle -> handle.execute(
            "UPDATE model_version SET location = ? || substring(location, 6)", scheme));
    assertThat(reference.source().digest()).isEmpty();
    server.upload(run.artifactUri() + "/later/MLmodel", "flavors");
    server.tracking.runs().delete(ANN, run.id());
    server.later();
    GcRun done = server.collect(false);
    assertThat(freed(done, GarbageKind.RUN)).isEmpty();
    assertThat(done.listed())
        .extracting("outcome", "name", "reason")
        .containsExactly(
            tuple(Outcome.SKIPPED, run.id().value(), "version 1 of fraud refers to its files"));
    assertThat(server.existsUri(run.artifactUri() + "/later/MLmodel")).isTrue();

    server.deleteVersion(reference);
    assertThat(freed(server.collect(false), GarbageKind.RUN))
        .containsExactly(run.id().value());
  }

  @Test
  void loggedModel_isKeptWhileAPendingVersionNeedsIt() {
    String model = server.loggedModel(DEFAULT, "tree");
    server
        .registry
        .versions()
        .create(
            ANN,
            Once.EACH_TIME,
            new ModelName("fraud"),
            new NewVersion("models:/" + model, "", model, "", new Description(""), List.of()));
    server
        .database
        .jdbi()
        .useHandle(handle -> handle.execute(
            "UPDATE model_version SET status = 'PENDING_REGISTRATION', digest = ''"));
    server.tracking.loggedModels().delete(ANN, model);
    server.later();
    GcRun done = server.collect(false);
    assertThat(names(done, GarbageKind.LOGGED_MODEL, Outcome.SKIPPED)).containsExactly(model);
    assertThat(server.exists("0/models/" + model + "/artifacts/MLmodel")).isTrue();
  }

  @Test
  void runAndExperimentElsewhere_areRemovedButNotTheirFiles() {
    ExperimentId experiment = server.experiment("elsewhere");
    server
        .database
        .jdbi()
        .useHandle(handle -> handle.execute(
            "UPDATE experiment SET artifact_location = 's3://theirs/7', location_path = 's3://theirs/7'"
                + " WHERE id = ?",
            experiment.value()));
    RunInfo run = server
        .tracking
        .runs()
        .create(ANN, Once.EACH_TIME, experiment, new NewRun("run", "ann", 1, List.of()))
        .info();
    server.tracking.experiments().delete(ANN, experiment);
    server.later();
    for (boolean dryRun : new boolean[] {true, false}) {
      GcRun done = server.collect(dryRun);
      assertThat(done.error()).isEmpty();
      assertThat(freed(done, GarbageKind.RUN)).containsExactly(run.id().value());
      assertThat(freed(done, GarbageKind.EXPERIMENT)).containsExactly(experiment.toString());
      assertThat(done.listed().get(0).reason())
          .endsWith("; its files are outside the artifact store and stay: " + run.artifactUri());
    }
    assertThat(server.count("run")).isZero();
  }
}
