package dev.hallmark.server.tracking;

import static dev.hallmark.server.error.ErrorKind.FORBIDDEN;
import static dev.hallmark.server.tracking.TestTracking.ANN;
import static dev.hallmark.server.tracking.TestTracking.DEFAULT;
import static dev.hallmark.server.tracking.TestTracking.START;
import static dev.hallmark.server.tracking.TestTracking.metric;
import static dev.hallmark.server.tracking.TestTracking.param;
import static dev.hallmark.server.tracking.TestTracking.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.testkit.Pages;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.tracking.experiments.Experiment;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.experiments.ExperimentName;
import dev.hallmark.server.tracking.experiments.ExperimentTag;
import dev.hallmark.server.tracking.metrics.MetricHistory;
import dev.hallmark.server.tracking.models.LoggedModelLabels;
import dev.hallmark.server.tracking.models.LoggedModelName;
import dev.hallmark.server.tracking.models.LoggedModelStatus;
import dev.hallmark.server.tracking.models.LoggedModels;
import dev.hallmark.server.tracking.runs.NewRun;
import dev.hallmark.server.tracking.runs.Run;
import dev.hallmark.server.tracking.runs.RunId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A policy decides experiment by experiment, runs and logged models included: who does not see one does not learn that it is
 * there, and who only reads it changes nothing.
 */
abstract class ExperimentAccessContract extends TrackingContract {
  private static final RunId UNKNOWN_RUN = new RunId("0".repeat(32));
  private static final String UNKNOWN_MODEL = "m-" + "0".repeat(32);

  private ExperimentId secret;
  private RunId run;
  private String model;
  private Caller blind;
  private Caller reader;

  @BeforeEach
  void make() {
    secret = tracking.experiment("secret");
    run = tracking.run(secret);
    tracking.log.metric(ANN, run, metric("loss", 1, 1, 1));
    tracking.log.tag(ANN, run, tag("a", "b"));
    model = tracking
        .models
        .create(ANN, Once.EACH_TIME, secret, draft(run.value()))
        .info()
        .modelId();
    tracking.modelLog.setTags(ANN, model, List.of(tag("a", "b")));
    tracking.experimentTags.set(ANN, secret, new ExperimentTag("a", "b"));
    Resource resource = Resource.experiment(secret.value());
    blind = TestCallers.blindTo(resource);
    reader = TestCallers.onlyReading(resource);
  }

  private static LoggedModels.Draft draft(String runId) {
    return new LoggedModels.Draft(
        new LoggedModelName("clf"), new LoggedModelLabels("", runId), List.of(), List.of());
  }

  private Map<String, ThrowingCallable> reads(
      Caller caller, ExperimentId experiment, RunId runId, String modelId) {
    return new TreeMap<>(Map.of(
        "experiment", () -> tracking.experiments.get(caller, experiment),
        "run", () -> tracking.runs.get(caller, runId),
        "model", () -> tracking.models.get(caller, modelId, true)));
  }

  private Map<String, ThrowingCallable> changes(
      Caller caller, ExperimentId experiment, RunId runId, String modelId) {
    Map<String, ThrowingCallable> changes = new TreeMap<>(Map.of(
        "tag", () -> tracking.experimentTags.set(caller, experiment, new ExperimentTag("c", "d")),
        "untag", () -> tracking.experimentTags.delete(caller, experiment, "a"),
        "rename", () -> tracking.experiments.rename(caller, experiment, new ExperimentName("else")),
        "new run",
            () -> tracking.runs.create(
                caller, Once.EACH_TIME, experiment, new NewRun("", "ann", START, List.of())),
        "new model", () -> tracking.models.create(caller, Once.EACH_TIME, experiment, draft("")),
        "metric", () -> tracking.log.metric(caller, runId, metric("loss", 2, 2, 2)),
        "param", () -> tracking.log.param(caller, runId, param("p", "1")),
        "run tag", () -> tracking.log.tag(caller, runId, tag("c", "d")),
        "run untag", () -> tracking.log.deleteTag(caller, runId, "a"),
        "update", () -> tracking.runs.update(caller, runId, UnaryOperator.identity())));
    changes.put(
        "status", () -> tracking.models.setStatus(caller, modelId, LoggedModelStatus.READY));
    changes.put(
        "model tag", () -> tracking.modelLog.setTags(caller, modelId, List.of(tag("c", "d"))));
    changes.put("model untag", () -> tracking.modelLog.deleteTag(caller, modelId, "a"));
    changes.put(
        "param of model",
        () -> tracking.modelLog.addParams(caller, modelId, List.of(param("p", "1"))));
    changes.put("delete model", () -> tracking.models.delete(caller, modelId));
    changes.put("delete run", () -> tracking.runs.delete(caller, runId));
    changes.put("delete", () -> tracking.experiments.delete(caller, experiment));
    return changes;
  }

  private String refusal(
      ThrowingCallable call, ExperimentId experiment, RunId runId, String modelId) {
    try {
      call.call();
      return "nothing";
    } catch (RegistryException e) {
      return List.of(e.kind(), e.subject(), e.reason(), e.field(), e.value())
          .toString()
          .replace(modelId, "…")
          .replace(runId.value(), "…")
          .replaceAll("\\b" + experiment + "\\b", "…");
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void experimentOutOfSight_isAsOneThatIsNotThere() {
    ExperimentId unknown = new ExperimentId(4711);
    Map<String, ThrowingCallable> calls = reads(blind, secret, run, model);
    calls.putAll(changes(blind, secret, run, model));
    Map<String, ThrowingCallable> same = reads(ANN, unknown, UNKNOWN_RUN, UNKNOWN_MODEL);
    same.putAll(changes(ANN, unknown, UNKNOWN_RUN, UNKNOWN_MODEL));
    calls.forEach((what, call) -> assertThat(refusal(call, secret, run, model))
        .as(what)
        .isEqualTo(refusal(same.get(what), unknown, UNKNOWN_RUN, UNKNOWN_MODEL))
        .contains("NOT_FOUND"));
    assertThatThrownBy(() -> tracking.experiments.getByName(blind, "secret"))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void experimentOutOfSight_isInNoListAndNoCount() {
    assertThat(experiments(ANN)).containsExactlyInAnyOrder("Default", "secret");
    assertThat(experiments(blind)).containsExactly("Default");
    assertThat(tracking.experiments.countUpTo(blind, 10)).isEqualTo(1);
    assertThat(tracking.experiments.countUpTo(ANN, 10)).isEqualTo(2);
    assertThat(runs(ANN)).isEqualTo(1);
    assertThat(runs(blind)).isZero();
    assertThat(models(ANN)).isEqualTo(1);
    assertThat(models(blind)).isZero();
    assertThat(points(ANN)).isEqualTo(1);
    assertThat(points(blind)).isZero();
    assertThat(tracking.history.bulk(blind, List.of(run.value()), "loss", 10)).isEmpty();
  }

  @Test
  void filesOutOfSight_areNobodys() {
    AuthorizedCaller hidden = TestCallers.reading(blind);
    ArtifactPath file = ArtifactPath.of(secret + "/" + run + "/artifacts/model.pkl");
    assertThat(tracking.owners.find(TestCallers.reading(ANN), file)).isPresent();
    assertThat(tracking.owners.find(hidden, file)).isEmpty();
    assertThat(tracking.sources.run(hidden, run.value())).isEmpty();
    assertThat(tracking.sources.loggedModel(hidden, model)).isEmpty();
  }

  @Test
  void experimentToRead_isReadAndNotChanged() throws Throwable {
    for (ThrowingCallable read : reads(reader, secret, run, model).values()) {
      read.call();
    }
    assertThat(experiments(reader)).contains("secret");
    assertThat(points(reader)).isEqualTo(1);
    Run before = tracking.get(run);
    changes(reader, secret, run, model)
        .forEach((what, call) -> assertThatThrownBy(call)
            .as(what)
            .isInstanceOfSatisfying(
                RegistryException.class, e -> assertThat(e.kind()).isEqualTo(FORBIDDEN)));
    assertThat(tracking.get(run)).isEqualTo(before);
  }

  @Test
  void otherExperiments_areChangedAsEver() throws Throwable {
    for (Caller caller : List.of(blind, reader)) {
      RunId other = tracking.run(DEFAULT);
      tracking.log.metric(caller, other, metric("loss", 1, 1, 1));
      assertThat(tracking.runs.get(caller, other)).isNotNull();
    }
  }

  private List<String> experiments(Caller caller) {
    return Pages.of(tracking.experiments.search(
            caller,
            View.ACTIVE,
            Grammar.EXPERIMENTS.filter(""),
            Grammar.EXPERIMENTS.order(List.of()),
            10,
            ""))
        .items()
        .stream()
        .map(Experiment::name)
        .toList();
  }

  private int runs(Caller caller) {
    return Pages.of(tracking.runs.search(
            caller,
            List.of(secret),
            View.ACTIVE,
            Grammar.RUNS.filter(""),
            Grammar.RUNS.order(List.of()),
            10,
            ""))
        .items()
        .size();
  }

  private int models(Caller caller) {
    return Pages.of(tracking.models.search(
            caller,
            List.of(secret),
            List.of(),
            Grammar.LOGGED_MODELS.filter(""),
            Grammar.LOGGED_MODELS.order(List.of()),
            10,
            ""))
        .items()
        .size();
  }

  private int points(Caller caller) {
    return Pages.of(tracking.history.of(caller, run.value(), "loss", MetricHistory.ALL, ""))
        .items()
        .size();
  }
}
