package dev.hallmark.server.tracking;

import static dev.hallmark.server.error.ErrorKind.INVALID_ARGUMENT;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.tracking.TestTracking.ANN;
import static dev.hallmark.server.tracking.TestTracking.DEFAULT;
import static dev.hallmark.server.tracking.TestTracking.START;
import static dev.hallmark.server.tracking.TestTracking.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.TrackingEvent.RunDeleted;
import dev.hallmark.server.events.TrackingEvent.RunRestored;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.testkit.Pages;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.experiments.ExperimentName;
import dev.hallmark.server.tracking.runs.NewRun;
import dev.hallmark.server.tracking.runs.Run;
import dev.hallmark.server.tracking.runs.RunId;
import dev.hallmark.server.tracking.runs.RunInfo;
import dev.hallmark.server.tracking.runs.RunStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class RunContract extends TrackingContract {
  private Run create(NewRun run) {
    return tracking.runs.create(ANN, Once.EACH_TIME, DEFAULT, run);
  }

  @Test
  void create_startsARunInTheExperimentsFolder() {
    Run run =
        create(new NewRun("first", "ann", 5, List.of(tag("team", "risk"), tag("git", "abc"))));
    String id = run.info().id().value();
    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(run)
        .isEqualTo(new Run(
            new RunInfo(
                new RunId(id),
                DEFAULT,
                "first",
                "ann",
                RunStatus.RUNNING,
                5,
                RunInfo.NOT_ENDED,
                "mlflow-artifacts:/0/" + id + "/artifacts",
                true),
            List.of(),
            List.of(),
            List.of(
                new KeyValue("git", "abc"),
                new KeyValue("mlflow.runName", "first"),
                new KeyValue("team", "risk")),
            List.of(),
            List.of()));
    assertThat(tracking.get(run.info().id())).isEqualTo(run);
  }

  @Test
  void create_takesTheNameFromTheTagOrInventsOne() {
    Run tagged = create(new NewRun("", "", 0, List.of(tag("mlflow.runName", "mine"))));
    assertThat(tagged.info().name()).isEqualTo("mine");
    Run invented = create(new NewRun("", "", 0, List.of()));
    assertThat(invented.info().name()).matches("[a-z]+-[a-z]+-\\d{1,3}");
    assertThat(invented.tags())
        .containsExactly(new KeyValue("mlflow.runName", invented.info().name()));
  }

  @Test
  void create_refusesTwoNames() {
    assertRefused(
        () -> new NewRun("a", "", 0, List.of(tag("mlflow.runName", "b"))),
        INVALID_ARGUMENT,
        Subject.RUN,
        Reason.MISMATCH);
  }

  @Test
  void create_refusesAnUnknownOrDeletedExperiment() {
    assertRefused(
        () -> tracking.run(new ExperimentId(9)), NOT_FOUND, Subject.EXPERIMENT, Reason.PLAIN);
    ExperimentId id = tracking.experiment("risk");
    tracking.experiments.delete(ANN, id);
    assertRefused(() -> tracking.run(id), INVALID_ARGUMENT, Subject.EXPERIMENT, Reason.DELETED);
  }

  @Test
  void create_followsALocationThatEndsInASlash() {
    ExperimentId id = tracking.experiments.create(
        ANN, Once.EACH_TIME, new ExperimentName("slash"), "mlflow-artifacts:/team/", List.of());
    RunId run = tracking.run(id);
    assertThat(tracking.get(run).info().artifactUri())
        .isEqualTo("mlflow-artifacts:/team/" + run + "/artifacts");
  }

  @Test
  void update_changesStatusEndAndName() {
    RunId id = tracking.run();
    RunInfo info = tracking.runs.update(
        ANN, id, run -> run.withStatus(RunStatus.FINISHED).withEndTime(9).withName("second"));
    assertThat(info)
        .extracting(RunInfo::status, RunInfo::endTime, RunInfo::name)
        .containsExactly(RunStatus.FINISHED, 9L, "second");
    assertThat(tracking.get(id).info()).isEqualTo(info);
    assertThat(tracking.get(id).tags()).containsExactly(new KeyValue("mlflow.runName", "second"));
  }

  @Test
  void update_letsAFinishedRunGoOnAndKeepsItsEnd() {
    RunId id = tracking.run();
    tracking.runs.update(ANN, id, run -> run.withStatus(RunStatus.FAILED).withEndTime(9));
    tracking.runs.update(ANN, id, run -> run.withStatus(RunStatus.RUNNING));
    assertThat(tracking.get(id).info())
        .extracting(RunInfo::status, RunInfo::endTime)
        .containsExactly(RunStatus.RUNNING, 9L);
  }

  @Test
  void update_refusesADeletedRun() {
    RunId id = tracking.run();
    tracking.runs.delete(ANN, id);
    assertRefused(
        () -> tracking.runs.update(ANN, id, run -> run.withName("x")),
        INVALID_ARGUMENT,
        Subject.RUN,
        Reason.DELETED);
  }

  @Test
  void deleteAndRestore_changeAndAreToldOnce() {
    RunId id = tracking.run();
    tracking.runs.delete(ANN, id);
    tracking.runs.delete(ANN, id);
    assertThat(tracking.get(id).info().active()).isFalse();
    tracking.runs.restore(ANN, id);
    tracking.runs.restore(ANN, id);
    assertThat(tracking.get(id).info().active()).isTrue();
    assertThat(tracking.published).hasExactlyElementsOfTypes(RunDeleted.class, RunRestored.class);
    assertThat(tracking.published).extracting(e -> e.change().revision()).containsExactly(1L, 2L);
    assertThat(tracking.published.get(0).change())
        .extracting(change -> change.object().name(), change -> change.at())
        .containsExactly(id.value(), START);
  }

  @Test
  void delete_leavesNothingWhenItCannotBeTold() {
    RunId id = tracking.run();
    tracking.breakSink();
    assertThatThrownBy(() -> tracking.runs.delete(ANN, id)).isInstanceOf(Exception.class);
    assertThat(tracking.get(id).info().active()).isTrue();
  }

  @Test
  void search_answersMoreRunsThanOneStatementTakes() {
    List<Run> made = new ArrayList<>();
    for (int i = 0; i < 510; i++) {
      made.add(0, create(new NewRun("run " + i, "", i, List.of())));
    }
    Page<Run> found = Pages.of(tracking.runs.search(
        ANN,
        List.of(DEFAULT),
        View.ACTIVE,
        Grammar.RUNS.filter(""),
        Grammar.RUNS.order(List.of()),
        1000,
        ""));
    assertThat(found).isEqualTo(Page.last(made));
  }

  @Test
  void everyCall_answersNotFoundForAnUnknownRun() {
    RunId unknown = new RunId("nope");
    assertRefused(() -> tracking.get(unknown), NOT_FOUND, Subject.RUN, Reason.PLAIN);
    assertRefused(() -> tracking.runs.delete(ANN, unknown), NOT_FOUND, Subject.RUN, Reason.PLAIN);
    assertRefused(
        () -> tracking.log.tag(ANN, unknown, tag("a", "b")), NOT_FOUND, Subject.RUN, Reason.PLAIN);
  }
}
