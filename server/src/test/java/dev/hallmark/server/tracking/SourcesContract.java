package dev.hallmark.server.tracking;

import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.tracking.TestTracking.ANN;
import static dev.hallmark.server.tracking.TestTracking.DEFAULT;
import static dev.hallmark.server.tracking.TestTracking.READER;
import static dev.hallmark.server.tracking.TestTracking.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.ArtifactOwners.Owner;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ObjectRef.Kind;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.versions.SourceResolver.LoggedModelSource;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.tracking.experiments.ExperimentName;
import dev.hallmark.server.tracking.models.LoggedModelStatus;
import dev.hallmark.server.tracking.runs.RunId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the registry and the artifact store learn from tracking. */
abstract class SourcesContract extends TrackingContract {
  private Optional<Owner> owner(String path) {
    return tracking.owners.find(READER, ArtifactPath.of(path));
  }

  private void assertOwner(String path, Kind kind, String name, String root) {
    assertThat(owner(path))
        .hasValueSatisfying(owner -> assertThat(owner)
            .extracting(
                o -> o.object().kind(), o -> o.object().name(), o -> o.root().value())
            .containsExactly(kind, name, root));
  }

  private String readyModel(String name, String run) {
    String id = tracking.model(name, run).info().modelId();
    tracking.models.setStatus(ANN, id, LoggedModelStatus.READY);
    return id;
  }

  @Test
  void find_givesAPathToWhoHasTheLongestFolder() {
    String run = tracking.run().value();
    String model = tracking.model("clf", run).info().modelId();
    String runRoot = "0/" + run + "/artifacts";
    String modelRoot = "0/models/" + model + "/artifacts";
    assertOwner(runRoot, Kind.RUN, run, runRoot);
    assertOwner(runRoot + "/model/MLmodel", Kind.RUN, run, runRoot);
    assertOwner(modelRoot + "/MLmodel", Kind.LOGGED_MODEL, model, modelRoot);
    assertOwner("0", Kind.EXPERIMENT, "Default", "0");
    assertOwner("0/" + run, Kind.EXPERIMENT, "Default", "0");
    assertOwner("0/" + run + "/artifactsX", Kind.EXPERIMENT, "Default", "0");
    assertOwner("0/models/m-nope/artifacts/x", Kind.EXPERIMENT, "Default", "0");
    assertThat(owner("1/x")).isEmpty();
    assertThat(owner("00/x")).isEmpty();
  }

  @Test
  void find_knowsChosenLocationsAndDeletedOwners() {
    RunId run = tracking.run(tracking.experiments.create(
        ANN, Once.EACH_TIME, new ExperimentName("a"), "mlflow-artifacts:/team/a", List.of()));
    tracking.runs.delete(ANN, run);
    assertThat(owner("team/a/" + run + "/artifacts/x"))
        .hasValueSatisfying(owner -> assertThat(owner.active()).isFalse());
    assertOwner("team/a/other", Kind.EXPERIMENT, "a", "team/a");
    assertThat(owner("team/b")).isEmpty();
  }

  @Test
  void touch_takesTheOwnersNextRevision() {
    RunId run = tracking.run();
    Owner owner = owner("0/" + run + "/artifacts/x").orElseThrow();
    for (long revision = 1; revision <= 2; revision++) {
      assertThat(tracking
              .writes
              .call(tx -> tracking.owners.touch(tx, READER, owner))
              .revision())
          .isEqualTo(revision);
    }
    tracking.runs.delete(ANN, run);
    assertThat(tracking.published.get(0).change().revision()).isEqualTo(3);
  }

  @Test
  void folders_areFoundByTheirOwner() {
    String run = tracking.run().value();
    String model = tracking.model("clf", run).info().modelId();
    assertThat(tracking.owners.uriOfRun(READER, run))
        .isEqualTo("mlflow-artifacts:/0/" + run + "/artifacts");
    assertThat(tracking.owners.uriOfLoggedModel(READER, model))
        .isEqualTo("mlflow-artifacts:/0/models/" + model + "/artifacts");
    assertRefused(
        () -> tracking.owners.uriOfRun(READER, "nope"), NOT_FOUND, Subject.RUN, Reason.PLAIN);
    assertRefused(
        () -> tracking.owners.uriOfLoggedModel(READER, "m-nope"),
        NOT_FOUND,
        Subject.LOGGED_MODEL,
        Reason.PLAIN);
    try (TestTracking elsewhere = new TestTracking(engine(), "s3://bucket/a")) {
      String other = elsewhere.run().value();
      assertThat(elsewhere.owners.uriOfRun(READER, other))
          .isEqualTo("s3://bucket/a/0/" + other + "/artifacts");
    }
  }

  @Test
  void newestReady_isTheLastOneOfThatNameAndRunThatIsReady() {
    String run = tracking.run().value();
    readyModel("model", run);
    String second = readyModel("model", run);
    readyModel("other", run);
    readyModel("model", "another-run");
    tracking.model("model", run);
    assertThat(tracking.sources.newestReady(READER, run, "model"))
        .hasValue(new LoggedModelSource(
            second, "mlflow-artifacts:/0/models/" + second + "/artifacts", run));
    tracking.models.delete(ANN, second);
    assertThat(tracking.sources.newestReady(READER, run, "model"))
        .hasValueSatisfying(source -> assertThat(source.id()).isNotEqualTo(second));
    assertThat(tracking.sources.newestReady(READER, run, "nope")).isEmpty();
  }

  @Test
  void runsAndModels_tellWhereTheyLie() {
    String run = tracking.run().value();
    String model = tracking.model("clf", run).info().modelId();
    assertThat(tracking.sources.run(READER, run))
        .hasValue("mlflow-artifacts:/" + DEFAULT + "/" + run + "/artifacts");
    assertThat(tracking.sources.run(READER, "../nope")).isEmpty();
    assertThat(tracking.sources.loggedModel(READER, model))
        .hasValueSatisfying(source -> assertThat(source.sourceRunId()).isEqualTo(run));
    tracking.models.delete(ANN, model);
    assertThat(tracking.sources.loggedModel(READER, model)).isEmpty();
  }

  @Test
  void isElsewhere_isWhatNeverWasHereIfClientsTrackElsewhere() {
    String run = tracking.run().value();
    String gone = tracking.run().value();
    tracking.runs.delete(ANN, new RunId(gone));
    String model = readyModel("clf", run);
    String deleted = readyModel("old", run);
    tracking.models.delete(ANN, deleted);
    for (String known : List.of(run, gone, "")) {
      for (String logged : List.of(model, deleted, "")) {
        assertThat(tracking.externalSources.isElsewhere(READER, known, logged)).isFalse();
      }
    }
    assertThat(tracking.externalSources.isElsewhere(READER, "nope", "")).isTrue();
    assertThat(tracking.externalSources.isElsewhere(READER, run, "m-nope")).isTrue();
    assertThat(tracking.externalSources.isElsewhere(TestCallers.reading(ANN.in("team")), run, ""))
        .isTrue();
    assertThat(tracking.sources.isElsewhere(READER, "nope", "m-nope")).isFalse();
  }

  @Test
  void registered_appendsToTheListInTheTag() {
    String model = tracking.model("clf", "").info().modelId();
    tracking.writes.run(tx -> {
      tracking.sources.registered(tx, READER, model, "a \"b\" é", 1);
      tracking.sources.registered(tx, READER, model, "c", 2);
      tracking.sources.registered(tx, READER, "m-gone", "c", 3);
    });
    assertThat(tracking.models.get(ANN, model, false).tags())
        .containsExactly(
            new KeyValue(
                "mlflow.modelVersions",
                "[{\"name\": \"a \\\"b\\\" \\u00e9\", \"version\": 1}, {\"name\": \"c\", \"version\": 2}]"));
  }

  @Test
  void registered_keepsTheNewestOfMany() {
    String model = tracking.model("clf", "").info().modelId();
    tracking.writes.run(tx -> IntStream.rangeClosed(1, 102)
        .forEach(version -> tracking.sources.registered(tx, READER, model, "c", version)));
    assertThat(tracking.models.get(ANN, model, false).tags())
        .singleElement()
        .extracting(KeyValue::value, InstanceOfAssertFactories.STRING)
        .startsWith("[{\"name\": \"c\", \"version\": 3}, ")
        .endsWith(", {\"name\": \"c\", \"version\": 102}]");
  }

  @Test
  void registered_leavesALoggedModelOfAnotherWorkspaceAlone() {
    String model = tracking.model("clf", "").info().modelId();
    tracking.writes.run(tx ->
        tracking.sources.registered(tx, TestCallers.reading(ANN.in("team-a")), model, "c", 1));
    assertThat(tracking.models.get(ANN, model, false).tags()).isEmpty();
  }

  @Test
  void registered_replacesATextThatIsNoList() {
    String model = tracking.model("clf", "").info().modelId();
    tracking.modelLog.setTags(ANN, model, List.of(tag("mlflow.modelVersions", "mine")));
    tracking.writes.run(tx -> tracking.sources.registered(tx, READER, model, "c", 2));
    assertThat(tracking.models.get(ANN, model, false).tags())
        .containsExactly(
            new KeyValue("mlflow.modelVersions", "[{\"name\": \"c\", \"version\": 2}]"));
  }
}
