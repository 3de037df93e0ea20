package dev.hallmark.server.tracking;

import static dev.hallmark.server.error.ErrorKind.INVALID_ARGUMENT;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.tracking.TestTracking.ANN;
import static dev.hallmark.server.tracking.TestTracking.metric;
import static dev.hallmark.server.tracking.TestTracking.param;
import static dev.hallmark.server.tracking.TestTracking.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.testkit.Pages;
import dev.hallmark.server.tracking.inputs.Dataset;
import dev.hallmark.server.tracking.inputs.DatasetInput;
import dev.hallmark.server.tracking.inputs.ModelHistory;
import dev.hallmark.server.tracking.inputs.ModelLink;
import dev.hallmark.server.tracking.inputs.ModelLink.Direction;
import dev.hallmark.server.tracking.models.LoggedModel;
import dev.hallmark.server.tracking.models.ModelMetric;
import dev.hallmark.server.tracking.runs.LogBatch;
import dev.hallmark.server.tracking.runs.NewMetric;
import dev.hallmark.server.tracking.runs.Run;
import dev.hallmark.server.tracking.runs.RunId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class RunLogContract extends TrackingContract {
  private RunId run;

  @BeforeEach
  void start() {
    run = tracking.run();
  }

  private void metrics(NewMetric... metrics) {
    tracking.log.batch(ANN, run, new LogBatch(List.of(metrics), List.of(), List.of()));
  }

  private List<MetricPoint> history(String key) {
    return Pages.of(tracking.history.of(ANN, run.value(), key, 1000, "")).items();
  }

  @Test
  void param_takesTheSameValueAgainAndNoOther() {
    tracking.log.param(ANN, run, param("depth", "4"));
    tracking.log.param(ANN, run, param("depth", "4"));
    assertThatThrownBy(() -> tracking.log.param(ANN, run, param("depth", "5")))
        .isInstanceOf(RegistryException.class)
        .extracting("subject", "reason", "field", "value", "facts")
        .containsExactly(
            Subject.PARAM, Reason.MISMATCH, "value", "5", List.of(run.value(), "depth", "4", "5"));
    assertThat(tracking.get(run).params()).containsExactly(new KeyValue("depth", "4"));
  }

  @Test
  void param_isCutAfter6000CharactersHoweverManyUnitsTheyTake() {
    String wide = "\uD83D\uDE00".repeat(6001);
    tracking.log.param(ANN, run, param("p", wide));
    tracking.log.param(ANN, run, param("p", wide)); // compared as stored
    assertThat(tracking.get(run).params().get(0).value()).isEqualTo("\uD83D\uDE00".repeat(6000));
  }

  @Test
  void batch_keepsAllKinds() {
    tracking.log.batch(
        ANN,
        run,
        new LogBatch(
            List.of(metric("auc", 0.9, 1, 0)), List.of(param("p", "1")), List.of(tag("t", "v"))));
    Run stored = tracking.get(run);
    assertThat(stored.metrics()).containsExactly(new MetricPoint("auc", 0.9, 1, 0));
    assertThat(stored.params()).containsExactly(new KeyValue("p", "1"));
    assertThat(stored.tags()).contains(new KeyValue("t", "v"));
  }

  @Test
  void batch_isAllOrNothing() {
    tracking.log.param(ANN, run, param("p", "1"));
    Run before = tracking.get(run);
    LogBatch batch = new LogBatch(
        List.of(metric("auc", 0.9, 1, 0)),
        List.of(param("new", "x"), param("p", "2")),
        List.of(tag("t", "v")));
    assertRefused(
        () -> tracking.log.batch(ANN, run, batch),
        INVALID_ARGUMENT,
        Subject.PARAM,
        Reason.MISMATCH);
    NewMetric ofNobody = new NewMetric(MetricPoint.measured("auc", 1, 1, 0), "m-nope", "", "");
    assertRefused(
        () -> tracking.log.batch(
            ANN, run, new LogBatch(List.of(ofNobody), List.of(param("q", "1")), List.of())),
        NOT_FOUND,
        Subject.LOGGED_MODEL,
        Reason.PLAIN);
    assertThat(tracking.get(run)).isEqualTo(before);
    assertThat(history("auc")).isEmpty();
  }

  @Test
  void batch_refusesAParamThatComesTwice() {
    assertRefused(
        () -> new LogBatch(List.of(), List.of(param("d", "1"), param("d", "1")), List.of()),
        INVALID_ARGUMENT,
        Subject.PARAM,
        Reason.DUPLICATE);
  }

  @Test
  void batch_takesAThousandMetrics() {
    NewMetric[] many = IntStream.range(0, 1000)
        .mapToObj(i -> metric("m" + i % 700, i, i, i))
        .toArray(NewMetric[]::new);
    metrics(many);
    metrics(many);
    assertThat(tracking.get(run).metrics())
        .hasSize(700)
        .contains(new MetricPoint("m0", 700, 700, 700), new MetricPoint("m500", 500, 500, 500));
    assertThat(history("m0")).hasSize(2);
  }

  @Test
  void metric_keepsEveryPointOnceAndShowsTheNewest() {
    metrics(metric("loss", 3, 30, 1), metric("loss", 2, 10, 2), metric("loss", 1, 10, 2));
    tracking.log.metric(ANN, run, metric("loss", 9, 99, 0));
    tracking.log.metric(ANN, run, metric("loss", 2, 10, 2));
    assertThat(tracking.get(run).metrics()).containsExactly(new MetricPoint("loss", 2, 10, 2));
    assertThat(history("loss"))
        .containsExactly(
            new MetricPoint("loss", 1, 10, 2),
            new MetricPoint("loss", 2, 10, 2),
            new MetricPoint("loss", 3, 30, 1),
            new MetricPoint("loss", 9, 99, 0));
  }

  @Test
  void metric_keepsNanAndBoundsTheInfinities() {
    metrics(
        metric("n", Double.NaN, 1, 0),
        metric("up", Double.POSITIVE_INFINITY, 1, 0),
        metric("down", Double.NEGATIVE_INFINITY, 1, -3));
    assertThat(tracking.get(run).metrics())
        .containsExactly(
            new MetricPoint("down", -Double.MAX_VALUE, 1, -3),
            new MetricPoint("n", Double.NaN, 1, 0),
            new MetricPoint("up", Double.MAX_VALUE, 1, 0));
  }

  @Test
  void metric_ofALoggedModelIsTheModelsAsWell() {
    LoggedModel model = tracking.model("clf", run.value());
    String modelId = model.info().modelId();
    NewMetric measured = new NewMetric(MetricPoint.measured("auc", 0.9, 1, 2), modelId, "d", "9f");
    tracking.log.metric(ANN, run, measured);
    tracking.log.metric(ANN, run, measured);
    assertThat(tracking.models.get(ANN, modelId, false).metrics())
        .containsExactly(
            new ModelMetric(modelId, new MetricPoint("auc", 0.9, 1, 2), run.value(), "d", "9f"));
    assertThat(tracking.get(run).metrics()).containsExactly(new MetricPoint("auc", 0.9, 1, 2));
  }

  @Test
  void tag_isSetOverCutAndDeleted() {
    tracking.log.tag(ANN, run, tag("t", "1"));
    tracking.log.tag(ANN, run, tag("t", "x".repeat(9000)));
    assertThat(tracking.get(run).tags()).contains(new KeyValue("t", "x".repeat(8000)));
    tracking.log.deleteTag(ANN, run, "t");
    assertThat(tracking.get(run).tags())
        .extracting(KeyValue::key)
        .containsExactly("mlflow.runName");
    assertRefused(
        () -> tracking.log.deleteTag(ANN, run, "t"), NOT_FOUND, Subject.RUN_TAG, Reason.PLAIN);
  }

  @Test
  void tag_ofTheNameRenamesTheRun() {
    tracking.log.batch(
        ANN,
        run,
        new LogBatch(
            List.of(), List.of(), List.of(tag("mlflow.runName", "a"), tag("mlflow.runName", "b"))));
    assertThat(tracking.get(run).info().name()).isEqualTo("b");
    assertThat(tracking.get(run).tags()).containsExactly(new KeyValue("mlflow.runName", "b"));
  }

  @Test
  void nothing_isLoggedToADeletedRun() {
    tracking.runs.delete(ANN, run);
    Run before = tracking.get(run);
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> tracking.log.metric(ANN, run, metric("m", 1, 1, 1)),
            () -> tracking.log.param(ANN, run, param("p", "1")),
            () -> tracking.log.tag(ANN, run, tag("t", "1")),
            () -> tracking.log.deleteTag(ANN, run, "mlflow.runName"),
            () -> tracking.log.inputs(ANN, run, List.of(), List.of()))) {
      assertRefused(call, INVALID_ARGUMENT, Subject.RUN, Reason.DELETED);
    }
    assertThat(tracking.get(run)).isEqualTo(before);
  }

  @Test
  void inputs_linkADatasetOnceAndShareItInTheExperiment() {
    Dataset dataset = new Dataset("d", "9f", "local", "{}", "", "");
    DatasetInput training =
        new DatasetInput(dataset, List.of(DatasetInput.tag("mlflow.data.context", "training")));
    tracking.log.inputs(ANN, run, List.of(training), List.of());
    tracking.log.inputs(ANN, run, List.of(new DatasetInput(dataset, List.of())), List.of());
    RunId other = tracking.run();
    DatasetInput renewed =
        new DatasetInput(new Dataset("d", "9f", "http", "{1}", "s", "p"), List.of());
    tracking.log.inputs(ANN, other, List.of(renewed), List.of());
    assertThat(tracking.get(run).datasets()).containsExactly(training);
    assertThat(tracking.get(other).datasets())
        .containsExactly(new DatasetInput(dataset, List.of()));
  }

  @Test
  void models_areLinkedOnceInEachDirection() {
    String model = tracking.model("clf", "").info().modelId();
    ModelLink in = new ModelLink(Direction.INPUT, model, 0);
    ModelLink out = new ModelLink(Direction.OUTPUT, model, 7);
    tracking.log.inputs(ANN, run, List.of(), List.of(in));
    tracking.log.outputs(ANN, run, List.of(out, out));
    assertThat(tracking.get(run).models()).containsExactly(in, out);
    assertRefused(
        () -> tracking.log.outputs(ANN, run, List.of(new ModelLink(Direction.OUTPUT, "m-nope", 0))),
        NOT_FOUND,
        Subject.LOGGED_MODEL,
        Reason.PLAIN);
  }

  @Test
  void model_isAppendedWithoutItsLargeParts() {
    String small = "{\"artifact_path\":\"model\",\"flavors\":{},\"utc_time_created\":\"now\","
        + "\"run_id\":\"r\"}";
    String large = small.replace("}}", "}").substring(0, small.length() - 1)
        + ",\"signature\":{\"inputs\":\"x\"}}";
    tracking.log.model(ANN, run, ModelHistory.read(small));
    tracking.log.model(ANN, run, ModelHistory.read(large));
    assertThat(tracking.get(run).tags())
        .contains(new KeyValue("mlflow.log-model.history", "[" + small + "," + small + "]"));
  }
}
