package dev.hallmark.server.tracking;

import static dev.hallmark.server.tracking.TestTracking.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.testkit.Pages;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.runs.RunId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With more runs than one batch holds, so that rows follow a deletion or restoration in the background. */
abstract class RunLifecycleContract extends TrackingContract {
  private static final int RUNS = 1_100;

  private List<RunId> runs(ExperimentId experiment, int number) {
    List<RunId> runs = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      runs.add(tracking.run(experiment));
    }
    return runs;
  }

  private int found(View view, ExperimentId... experiments) {
    Filter filter = Grammar.RUNS.filter("");
    Order order = Grammar.RUNS.order(List.of());
    return Pages.of(tracking.runs.search(ANN, List.of(experiments), view, filter, order, 5_000, ""))
        .items()
        .size();
  }

  private int number(String sql) {
    return tracking
        .database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private void assertViews(int active, int deleted, ExperimentId... experiments) {
    assertThat(List.of(found(View.ACTIVE, experiments), found(View.DELETED, experiments)))
        .containsExactly(active, deleted);
    assertThat(found(View.ALL, experiments)).isEqualTo(active + deleted);
  }

  @Test
  void deleteExperiment_deletesAllRunsAtOnceAndSettlesTheirRows() {
    ExperimentId large = tracking.experiment("large");
    ExperimentId other = tracking.experiment("other");
    RunId run = runs(large, RUNS).get(0);
    RunId kept = runs(other, 3).get(0);
    tracking.runs.delete(ANN, kept);
    tracking.experiments.delete(ANN, large);
    for (int i = 0; i < 2; i++) {
      assertViews(0, RUNS, large);
      assertViews(2, RUNS + 1, large, other);
      assertThat(tracking.get(run).info().active()).isFalse();
      assertThatThrownBy(() -> tracking.runs.update(ANN, run, info -> info))
          .isInstanceOf(RegistryException.class);
      tracking.runner.runDue();
    }
    assertThat(number("select count(*) from run where active")).isEqualTo(2);
    assertThat(number("select count(*) from experiment where not runs_up_to_date"))
        .isZero();
  }

  @Test
  void restoreExperiment_restoresAllRunsAlsoThoseDeletedByThemselves() {
    ExperimentId large = tracking.experiment("large");
    RunId run = runs(large, RUNS).get(0);
    tracking.runs.delete(ANN, run);
    tracking.experiments.delete(ANN, large);
    tracking.runner.runDue();
    tracking.experiments.restore(ANN, large);
    for (int i = 0; i < 2; i++) {
      assertViews(RUNS, 0, large);
      assertThat(tracking.get(run).info().active()).isTrue();
      tracking.runner.runDue();
    }
    assertThat(number("select count(*) from run where not active")).isZero();
  }

  @Test
  void restoreExperiment_beforeTheRowsFollowedItsDeletion() {
    ExperimentId large = tracking.experiment("large");
    runs(large, RUNS);
    tracking.experiments.delete(ANN, large);
    tracking.experiments.restore(ANN, large);
    assertViews(RUNS, 0, large);
    tracking.runner.runDue();
    assertViews(RUNS, 0, large);
    assertThat(number("select count(*) from experiment where not runs_up_to_date"))
        .isZero();
  }

  @Test
  void aRun_thatChangesBeforeItsRowFollowsKeepsItsOwnState() {
    ExperimentId large = tracking.experiment("large");
    List<RunId> runs = runs(large, RUNS);
    tracking.experiments.delete(ANN, large);
    tracking.runs.restore(ANN, runs.get(0)); // as in MLflow, alone in a deleted experiment
    tracking.runs.restore(ANN, runs.get(RUNS - 1));
    assertViews(2, RUNS - 2, large);
    tracking.runner.runDue();
    assertViews(2, RUNS - 2, large);
    tracking.experiments.restore(ANN, large);
    tracking.runs.delete(ANN, runs.get(5));
    assertViews(RUNS - 1, 1, large);
    tracking.runner.runDue();
    assertViews(RUNS - 1, 1, large);
    assertThat(tracking.get(runs.get(5)).info().active()).isFalse();
  }
}
