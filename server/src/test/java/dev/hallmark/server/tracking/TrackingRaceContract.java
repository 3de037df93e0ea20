package dev.hallmark.server.tracking;

import static dev.hallmark.server.tracking.TestTracking.ANN;
import static dev.hallmark.server.tracking.TestTracking.metric;
import static dev.hallmark.server.tracking.TestTracking.param;
import static dev.hallmark.server.tracking.TestTracking.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.testkit.Crowd;
import dev.hallmark.server.testkit.Pages;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.runs.LogBatch;
import dev.hallmark.server.tracking.runs.Run;
import dev.hallmark.server.tracking.runs.RunId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many clients at one run or one experiment. */
abstract class TrackingRaceContract extends TrackingContract {
  private static final int CLIENTS = 16;
  private static final int ROUNDS = 20;

  /** What a call ended with: {@code ok} or the reason of its refusal. */
  private static Callable<String> outcome(Callable<?> call) {
    return Crowd.outcome(call, RegistryException::reason);
  }

  private Callable<String> outcome(Runnable call) {
    return outcome(() -> {
      call.run();
      return "done";
    });
  }

  @Test
  void oneParam_isWrittenByOne() throws Exception {
    RunId run = tracking.run();
    for (int round = 0; round < ROUNDS; round++) {
      String key = "p" + round;
      List<String> outcomes = Crowd.of(
          CLIENTS, i -> outcome(() -> tracking.log.param(ANN, run, param(key, String.valueOf(i)))));
      assertThat(outcomes).containsOnlyOnce("ok").containsOnly("ok", Reason.MISMATCH.name());
      int winner = outcomes.indexOf("ok");
      assertThat(tracking.get(run).params()).contains(new KeyValue(key, String.valueOf(winner)));
    }
  }

  @Test
  void batches_ofOneRunAllArrive() throws Exception {
    RunId run = tracking.run();
    List<String> outcomes = Crowd.of(
        CLIENTS,
        i -> outcome(() -> {
          for (int round = 0; round < ROUNDS; round++) {
            int step = round * CLIENTS + i;
            tracking.log.batch(
                ANN,
                run,
                new LogBatch(
                    List.of(metric("loss", i, step, step), metric("own" + i, round, step, round)),
                    List.of(param("p" + i + "." + round, "x")),
                    List.of(tag("shared", "x" + step))));
          }
        }));
    assertThat(outcomes).containsOnly("ok");
    Run stored = tracking.get(run);
    int last = CLIENTS * ROUNDS - 1;
    assertThat(stored.params()).hasSize(CLIENTS * ROUNDS);
    assertThat(stored.metrics())
        .hasSize(CLIENTS + 1)
        .contains(new MetricPoint("loss", CLIENTS - 1, last, last));
    assertThat(Pages.of(tracking.history.of(ANN, run.value(), "loss", 1000, "")).items())
        .hasSize(CLIENTS * ROUNDS);
  }

  @Test
  void experiments_createdAtOnceHaveNumbersOfTheirOwn() throws Exception {
    List<Long> ids = Crowd.of(CLIENTS, i -> () -> tracking.experiment("e" + i).value());
    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, CLIENTS).mapToObj(Long::valueOf).toList());
    for (int round = 0; round < ROUNDS; round++) {
      String name = "contended" + round;
      assertThat(Crowd.of(CLIENTS, i -> outcome(() -> tracking.experiment(name))))
          .containsOnlyOnce("ok");
    }
  }

  @Test
  void runs_startedWhileTheirExperimentIsDeletedAreDeletedWithIt() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      ExperimentId experiment = tracking.experiment("doomed" + round);
      List<String> outcomes = Crowd.of(
          CLIENTS,
          i -> i == 0
              ? outcome(() -> tracking.experiments.delete(ANN, experiment))
              : outcome(() -> tracking.run(experiment)));
      assertThat(outcomes).isSubsetOf("ok", Reason.DELETED.name());
      assertThat(activeRuns(experiment)).isZero();
    }
  }

  private int activeRuns(ExperimentId experiment) {
    return tracking
        .database
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("select count(*) from run where experiment_id = :id and active")
            .bind("id", experiment.value())
            .mapTo(int.class)
            .one());
  }

  @Test
  void one_isDeletedOnce() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      RunId run = tracking.run();
      Crowd.of(CLIENTS, i -> outcome(() -> tracking.runs.delete(ANN, run)));
    }
    assertThat(tracking.published).hasSize(ROUNDS);
  }
}
