package dev.hallmark.server.tracking;

import static dev.hallmark.server.error.ErrorKind.ALREADY_EXISTS;
import static dev.hallmark.server.error.ErrorKind.FORBIDDEN;
import static dev.hallmark.server.error.ErrorKind.INVALID_ARGUMENT;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.tracking.TestTracking.ANN;
import static dev.hallmark.server.tracking.TestTracking.DEFAULT;
import static dev.hallmark.server.tracking.TestTracking.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.TrackingEvent.ExperimentDeleted;
import dev.hallmark.server.events.TrackingEvent.ExperimentRestored;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.tracking.experiments.Experiment;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.experiments.ExperimentName;
import dev.hallmark.server.tracking.experiments.ExperimentTag;
import dev.hallmark.server.tracking.runs.RunId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class ExperimentContract extends TrackingContract {
  private ExperimentId at(String location) {
    return tracking.experiments.create(
        ANN, Once.EACH_TIME, new ExperimentName("at " + location), location, List.of());
  }

  private Experiment get(ExperimentId id) {
    return tracking.experiments.get(ANN, id);
  }

  @Test
  void open_makesTheDefaultExperimentOnce() {
    tracking.experiments.open(0);
    assertThat(get(DEFAULT))
        .isEqualTo(new Experiment(
            DEFAULT, "default", "Default", "mlflow-artifacts:/0", true, START, START, List.of()));
  }

  @Test
  void open_letsNumbersBeginAboveTheFoldersOfTheStore() {
    tracking.experiments.open(412_000_000_000_000_000L);
    tracking.experiments.open(7);
    assertThat(tracking.experiment("a").value()).isEqualTo(412_000_000_000_000_001L);
  }

  @Test
  void countUpTo_countsThoseThatAreNotDeleted_andEndsThere() {
    ExperimentId gone = tracking.experiment("gone");
    tracking.experiment("here");
    tracking.experiments.delete(ANN, gone);
    assertThat(tracking.experiments.countUpTo(ANN, 5)).isEqualTo(2); // with Default
    assertThat(tracking.experiments.countUpTo(ANN, 1)).isEqualTo(1);
    assertThat(tracking.experiments.countUpTo(ANN.in("elsewhere"), 5)).isZero();
  }

  @Test
  void create_keepsNameLocationAndTheLastOfEachTag() {
    ExperimentId id = tracking.experiments.create(
        ANN,
        Once.EACH_TIME,
        new ExperimentName("risk"),
        "",
        List.of(
            new ExperimentTag("b", "1"), new ExperimentTag("a", "2"), new ExperimentTag("b", "3")));
    assertThat(get(id))
        .isEqualTo(new Experiment(
            new ExperimentId(1),
            "default",
            "risk",
            "mlflow-artifacts:/1",
            true,
            START,
            START,
            List.of(new KeyValue("a", "2"), new KeyValue("b", "3"))));
    assertThat(tracking.experiments.getByName(ANN, "risk")).isEqualTo(get(id));
  }

  @Test
  void create_refusesATakenNameAlsoOfADeletedOne() {
    ExperimentId id = tracking.experiment("risk");
    assertRefused(
        () -> tracking.experiment("risk"), ALREADY_EXISTS, Subject.EXPERIMENT, Reason.PLAIN);
    tracking.experiments.delete(ANN, id);
    assertRefused(
        () -> tracking.experiment("risk"), ALREADY_EXISTS, Subject.EXPERIMENT, Reason.DELETED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlflow-artifacts:/",
        "mlflow-artifacts:/seals",
        "mlflow-artifacts:/versions/1",
        "mlflow-artifacts:/.tmp/x",
        "mlflow-artifacts:/SEALS/x",
        "mlflow-artifacts:/a/../0",
        "mlflow-artifacts:/%2e%2e/0",
        "mlflow-artifacts://host/a",
        "mlflow-artifacts:/a?x=1",
        "mlflow-artifacts:/a#b",
        "runs:/abc",
        "file:///etc",
        "/etc",
        "s3://bucket/prefix",
        "http://169.254.169.254/",
        "dbfs:/x"
      })
  void create_refusesLocationsThatAreNotItsOwn(String location) {
    assertThatThrownBy(() -> at(location))
        .isInstanceOf(RegistryException.class)
        .extracting("kind")
        .isEqualTo(INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mlflow-artifacts:/0/x", "mlflow-artifacts:/a", "mlflow-artifacts:/a/b/c"})
  void create_refusesLocationsThatHoldOrLieInAnothers(String location) {
    at("mlflow-artifacts:/a/b");
    assertRefused(() -> at(location), INVALID_ARGUMENT, Subject.EXPERIMENT, Reason.DUPLICATE);
  }

  @Test
  void create_takesALocationBesideAnothers() {
    at("mlflow-artifacts:/a/b");
    assertThat(get(at("mlflow-artifacts:/a/bc")).artifactLocation())
        .isEqualTo("mlflow-artifacts:/a/bc");
    assertThat(get(at("mlflow-artifacts:/a/b-c")).artifactLocation())
        .isEqualTo("mlflow-artifacts:/a/b-c");
  }

  @Test
  void create_passesOverANumberWhoseFolderIsTaken() {
    at("mlflow-artifacts:/2/x");
    assertThat(tracking.experiment("next")).isEqualTo(new ExperimentId(3));
  }

  @Test
  void create_takesLocationsBelowAConfiguredRoot() {
    try (TestTracking elsewhere = new TestTracking(engine(), "s3://bucket/mlflow")) {
      ExperimentId id = elsewhere.experiments.create(
          ANN, Once.EACH_TIME, new ExperimentName("a"), "s3://bucket/mlflow/team", List.of());
      assertThat(elsewhere.experiments.get(ANN, id).artifactLocation())
          .isEqualTo("s3://bucket/mlflow/team");
      assertThat(elsewhere.experiments.get(ANN, DEFAULT).artifactLocation())
          .isEqualTo("s3://bucket/mlflow/0");
      assertRefused(
          () -> elsewhere.experiments.create(
              ANN, Once.EACH_TIME, new ExperimentName("b"), "s3://bucket/mlflow-other", List.of()),
          INVALID_ARGUMENT,
          Subject.EXPERIMENT,
          Reason.PLAIN);
    }
  }

  @Test
  void create_keepsLocationsBelowADirectRootApart() {
    try (TestTracking elsewhere = new TestTracking(engine(), "file:///srv/ml flow")) {
      create(elsewhere, "file:///srv/ml%20flow/team");
      for (String taken : List.of(
          "file:/srv/ml flow/team/",
          "file:///srv/ml flow/team/a",
          "file:///srv/ml flow/0/run",
          "file:///srv/ml flow/team/b/c")) {
        assertRefused(
            () -> create(elsewhere, taken), INVALID_ARGUMENT, Subject.EXPERIMENT, Reason.DUPLICATE);
      }
      assertThat(elsewhere.experiments.get(ANN, elsewhere.experiment("x")).artifactLocation())
          .isEqualTo("file:///srv/ml flow/2");
      for (String reserved : List.of("file:///srv/ml flow", "file:///srv/ml flow/Workspaces/a")) {
        assertRefused(
            () -> create(elsewhere, reserved),
            INVALID_ARGUMENT,
            Subject.EXPERIMENT,
            Reason.RESERVED);
      }
      for (String other : List.of(
          "file:///srv",
          "file:///srv/ml flow2",
          "file://host/srv/ml flow/b",
          "file:///srv/ml flow/../b",
          "file:///srv/ml flow/%2e%2e/b",
          "file:///srv/ml flow/%252e%252e/b",
          "/srv/ml flow/b",
          "s3://srv/ml flow/b")) {
        assertRefused(
            () -> create(elsewhere, other), INVALID_ARGUMENT, Subject.EXPERIMENT, Reason.PLAIN);
      }
    }
  }

  private static void create(TestTracking tracking, String location) {
    tracking.experiments.create(
        ANN, Once.EACH_TIME, new ExperimentName("at " + location), location, List.of());
  }

  @Test
  void rename_movesTheNameAndTheTime() {
    ExperimentId id = tracking.experiment("risk");
    tracking.clock.set(START + 5);
    tracking.experiments.rename(ANN, id, new ExperimentName("fraud"));
    assertThat(get(id))
        .extracting(Experiment::name, Experiment::createdAt, Experiment::updatedAt)
        .containsExactly("fraud", START, START + 5);
  }

  @Test
  void rename_refusesATakenNameAndADeletedExperiment() {
    ExperimentId id = tracking.experiment("risk");
    ExperimentName taken = new ExperimentName("Default");
    assertRefused(
        () -> tracking.experiments.rename(ANN, id, taken),
        ALREADY_EXISTS,
        Subject.EXPERIMENT,
        Reason.PLAIN);
    tracking.experiments.delete(ANN, id);
    assertRefused(
        () -> tracking.experiments.rename(ANN, id, new ExperimentName("x")),
        INVALID_ARGUMENT,
        Subject.EXPERIMENT,
        Reason.DELETED);
  }

  @Test
  void delete_takesTheRunsAlongAndRestoreBringsThemBack() {
    ExperimentId id = tracking.experiment("risk");
    RunId run = tracking.run(id);
    RunId elsewhere = tracking.run();
    tracking.experiments.delete(ANN, id);
    assertThat(get(id).active()).isFalse();
    assertThat(tracking.get(run).info().active()).isFalse();
    assertThat(tracking.get(elsewhere).info().active()).isTrue();
    tracking.experiments.restore(ANN, id);
    assertThat(get(id).active()).isTrue();
    assertThat(tracking.get(run).info().active()).isTrue();
  }

  @Test
  void deleteAndRestore_areToldInTheOrderOfTheirRevisions() {
    ExperimentId id = tracking.experiment("risk");
    tracking.clock.set(START + 9);
    tracking.experiments.delete(ANN, id);
    tracking.clock.set(START + 1); // a clock that went back does not take the history along
    tracking.experiments.restore(ANN, id);
    assertThat(tracking.published)
        .hasExactlyElementsOfTypes(ExperimentDeleted.class, ExperimentRestored.class);
    assertThat(tracking.published)
        .extracting(event -> event.change().revision(), event -> event.change().at())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, START + 9),
            org.assertj.core.groups.Tuple.tuple(2L, START + 9));
    assertThat(tracking.published.get(0).change().object().name()).isEqualTo("risk");
  }

  @Test
  void delete_ofADeletedOneAndRestoreOfAnActiveOneAreNotFound() {
    ExperimentId id = tracking.experiment("risk");
    assertRefused(
        () -> tracking.experiments.restore(ANN, id), NOT_FOUND, Subject.EXPERIMENT, Reason.PLAIN);
    tracking.experiments.delete(ANN, id);
    assertRefused(
        () -> tracking.experiments.delete(ANN, id), NOT_FOUND, Subject.EXPERIMENT, Reason.PLAIN);
    assertThat(tracking.published).hasSize(1);
  }

  @Test
  void delete_leavesNothingWhenItCannotBeTold() {
    ExperimentId id = tracking.experiment("risk");
    RunId run = tracking.run(id);
    Experiment before = get(id);
    tracking.breakSink();
    assertThatThrownBy(() -> tracking.experiments.delete(ANN, id)).isInstanceOf(Exception.class);
    assertThat(get(id)).isEqualTo(before);
    assertThat(tracking.get(run).info().active()).isTrue();
  }

  @Test
  void tags_areSetOverAndDeleted() {
    tracking.experimentTags.set(ANN, DEFAULT, new ExperimentTag("team", "a"));
    tracking.experimentTags.set(ANN, DEFAULT, new ExperimentTag("team", "b"));
    assertThat(get(DEFAULT).tags()).containsExactly(new KeyValue("team", "b"));
    tracking.experimentTags.delete(ANN, DEFAULT, "team");
    assertThat(get(DEFAULT).tags()).isEmpty();
    assertRefused(
        () -> tracking.experimentTags.delete(ANN, DEFAULT, "team"),
        NOT_FOUND,
        Subject.EXPERIMENT_TAG,
        Reason.PLAIN);
  }

  @Test
  void tags_ofADeletedExperimentStay() {
    ExperimentId id = tracking.experiment("risk");
    tracking.experiments.delete(ANN, id);
    assertRefused(
        () -> tracking.experimentTags.set(ANN, id, new ExperimentTag("a", "b")),
        INVALID_ARGUMENT,
        Subject.EXPERIMENT,
        Reason.DELETED);
  }

  @Test
  void tags_ofSavedViewsAreFifty() {
    for (int i = 0; i < 50; i++) {
      tracking.experimentTags.set(
          ANN, DEFAULT, new ExperimentTag("mlflow.customView.view" + i, ""));
    }
    tracking.experimentTags.set(ANN, DEFAULT, new ExperimentTag("mlflow.customView.view0", "x"));
    assertRefused(
        () -> tracking.experimentTags.set(
            ANN, DEFAULT, new ExperimentTag("mlflow.customView.view50", "")),
        INVALID_ARGUMENT,
        Subject.EXPERIMENT_TAG,
        Reason.OUT_OF_RANGE);
  }

  @Test
  void everyCall_asksForItsRight() {
    assertRefused(
        () -> tracking.experiments.get(TestCallers.without(Permission.READ), DEFAULT),
        FORBIDDEN,
        Subject.REQUEST,
        Reason.PLAIN);
    assertRefused(
        () -> tracking.experiments.delete(TestCallers.without(Permission.DELETE), DEFAULT),
        FORBIDDEN,
        Subject.REQUEST,
        Reason.PLAIN);
    assertRefused(
        () -> tracking.experiments.create(
            TestCallers.without(Permission.REGISTER),
            Once.EACH_TIME,
            new ExperimentName("a"),
            "",
            List.of()),
        FORBIDDEN,
        Subject.REQUEST,
        Reason.PLAIN);
    assertThat(get(DEFAULT).active()).isTrue();
  }
}
