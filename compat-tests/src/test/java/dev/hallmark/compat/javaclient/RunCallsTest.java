package dev.hallmark.compat.javaclient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;

/** What makes, fills and ends a run. */
class RunCallsTest extends JavaClientCase {
  private String experiment;

  @BeforeEach
  void makeExperiment(TestInfo test) {
    experiment = client.createExperiment(test.getDisplayName());
  }

  private String newRun() {
    return client.createRun(experiment).getRunId();
  }

  @Test
  void createRun_withoutAnExperimentIsInDefault() {
    RunInfo info = client.createRun();
    assertThat(info.getExperimentId()).isEqualTo("0");
    assertThat(info.getStatus()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void createRun_inAnExperimentKnowsItsFolder() {
    RunInfo info = client.createRun(experiment);
    assertThat(info.getRunId()).isEqualTo(info.getRunUuid()).matches("[0-9a-f]{32}");
    assertThat(info.getLifecycleStage()).isEqualTo("active");
    assertThat(info.getUserId()).isEqualTo(System.getProperty("user.name"));
    assertThat(info.getArtifactUri())
        .isEqualTo("mlflow-artifacts:/" + experiment + "/" + info.getRunId() + "/artifacts");
    assertThat(client.getRun(info.getRunId()).getInfo()).isEqualTo(info);
  }

  @Test
  void createRun_keepsWhatARequestSays() {
    CreateRun request = CreateRun.newBuilder()
        .setExperimentId(experiment)
        .setRunName("nightly")
        .setUserId("ann")
        .setStartTime(1_700_000_000_123L)
        .addTags(tag("team", "risk"))
        .build();
    Run run = client.getRun(client.createRun(request).getRunId());
    assertThat(run.getInfo().getRunName()).isEqualTo("nightly");
    assertThat(run.getInfo().getUserId()).isEqualTo("ann");
    assertThat(run.getInfo().getStartTime()).isEqualTo(1_700_000_000_123L);
    assertThat(tags(run)).containsEntry("team", "risk").containsEntry("mlflow.runName", "nightly");
  }

  @Test
  void getRun_refusesAnUnknownRun() {
    assertRefused(() -> client.getRun("f".repeat(32)), 404, "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void logParam_refusesAnotherValueLater() {
    String run = newRun();
    client.logParam(run, "alpha", "0.5");
    client.logParam(run, "alpha", "0.5");
    assertRefused(() -> client.logParam(run, "alpha", "0.6"), 400, "INVALID_PARAMETER_VALUE");
    assertThat(client.getRun(run).getData().getParamsList()).containsExactly(param("alpha", "0.5"));
  }

  @Test
  void logMetric_keepsEachPointAndShowsTheLast() {
    String run = newRun();
    client.logMetric(run, "auc", 0.7, 1_000, 0);
    client.logMetric(run, "auc", 0.9, 2_000, 1);
    client.logMetric(run, "auc", 0.8, 3_000, 2);
    assertThat(client.getRun(run).getData().getMetricsList())
        .containsExactly(metric("auc", 0.8, 3_000, 2));
    assertThat(client.getMetricHistory(run, "auc"))
        .containsExactly(
            metric("auc", 0.7, 1_000, 0),
            metric("auc", 0.9, 2_000, 1),
            metric("auc", 0.8, 3_000, 2));
  }

  @Test
  void logMetric_withoutATimeIsNowAtStepZero() {
    String run = newRun();
    long before = System.currentTimeMillis();
    client.logMetric(run, "loss", 0.25);
    Metric logged = client.getMetricHistory(run, "loss").get(0);
    assertThat(logged.getValue()).isEqualTo(0.25);
    assertThat(logged.getStep()).isZero();
    assertThat(logged.getTimestamp()).isBetween(before, System.currentTimeMillis());
  }

  @Test
  void logMetric_takesWhatIsNotANumber() {
    String run = newRun();
    client.logMetric(run, "m", Double.NaN, 1, 0);
    client.logMetric(run, "m", Double.POSITIVE_INFINITY, 2, 1);
    client.logMetric(run, "m", Double.NEGATIVE_INFINITY, 3, 2);
    client.logMetric(run, "m", -1e-300, 4, -7);
    assertThat(client.getMetricHistory(run, "m"))
        .extracting(Metric::getValue)
        .containsExactlyInAnyOrder(Double.NaN, Double.MAX_VALUE, -Double.MAX_VALUE, -1e-300);
  }

  /**
   * The client asks for 25,000 points at a time, and fails on a second page, from any server: it appends it to a list that takes
   * nothing. The pages are there for those who ask themselves.
   */
  @Test
  void getMetricHistory_readsOnePageAndTheRestIsThere() throws IOException {
    String run = newRun();
    int page = 25_000;
    for (int from = 0; from < page; from += 1000) {
      List<Metric> some = IntStream.range(from, from + 1000)
          .mapToObj(i -> metric("long", i, i, i))
          .toList();
      client.logBatch(run, some, List.of(), List.of());
    }
    assertThat(client.getMetricHistory(run, "long"))
        .extracting(Metric::getStep)
        .containsExactlyElementsOf(
            IntStream.range(0, page).mapToObj(Long::valueOf).toList());

    client.logMetric(run, "long", 1, page, page);
    assertThatThrownBy(() -> client.getMetricHistory(run, "long"))
        .isInstanceOf(UnsupportedOperationException.class);
    String call = "metrics/get-history?metric_key=long&max_results=" + page + "&run_id=" + run;
    String token = JSON.readTree(client.sendGet(call)).path("next_page_token").textValue();
    JsonNode rest =
        JSON.readTree(client.sendGet(call + "&page_token=" + URLEncoder.encode(token, UTF_8)));
    assertThat(rest.path("metrics")).hasSize(1);
    assertThat(rest.path("metrics").get(0).path("step").asLong()).isEqualTo(page);
  }

  @Test
  void logBatch_logsAllThree() {
    String run = newRun();
    client.logBatch(
        run,
        List.of(metric("auc", 0.9, 5, 1)),
        List.of(param("depth", "4")),
        List.of(tag("team", "risk")));
    Run logged = client.getRun(run);
    assertThat(logged.getData().getMetricsList()).containsExactly(metric("auc", 0.9, 5, 1));
    assertThat(logged.getData().getParamsList()).containsExactly(param("depth", "4"));
    assertThat(tags(logged)).containsEntry("team", "risk");
  }

  @Test
  void logBatch_takesNullsForWhatIsNotThere() {
    String run = newRun();
    client.logBatch(run, null, List.of(param("depth", "4")), null);
    assertThat(client.getRun(run).getData().getParamsCount()).isEqualTo(1);
  }

  @Test
  void setTag_replacesAndDeleteTagRemoves() {
    String run = newRun();
    client.setTag(run, "state", "new");
    client.setTag(run, "state", "checked");
    assertThat(tags(client.getRun(run))).containsEntry("state", "checked");
    client.deleteTag(run, "state");
    assertThat(tags(client.getRun(run))).doesNotContainKey("state");
    assertRefused(() -> client.deleteTag(run, "state"), 404, "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void setTerminated_endsTheRun() {
    String finished = newRun();
    long before = System.currentTimeMillis();
    client.setTerminated(finished);
    RunInfo info = client.getRun(finished).getInfo();
    assertThat(info.getStatus()).isEqualTo(RunStatus.FINISHED);
    assertThat(info.getEndTime()).isBetween(before, System.currentTimeMillis());

    String failed = newRun();
    client.setTerminated(failed, RunStatus.FAILED);
    assertThat(client.getRun(failed).getInfo().getStatus()).isEqualTo(RunStatus.FAILED);

    String killed = newRun();
    client.setTerminated(killed, RunStatus.KILLED, 1_700_000_000_999L);
    assertThat(client.getRun(killed).getInfo().getEndTime()).isEqualTo(1_700_000_000_999L);
  }

  @Test
  void deleteRun_isUndoneByRestoreRun() {
    String run = newRun();
    client.deleteRun(run);
    assertThat(client.getRun(run).getInfo().getLifecycleStage()).isEqualTo("deleted");
    assertThat(client.listRunInfos(experiment)).isEmpty();
    client.restoreRun(run);
    assertThat(client.listRunInfos(experiment)).extracting(RunInfo::getRunId).containsExactly(run);
  }

  private static Metric metric(String key, double value, long timestamp, long step) {
    return Metric.newBuilder()
        .setKey(key)
        .setValue(value)
        .setTimestamp(timestamp)
        .setStep(step)
        .build();
  }

  private static Param param(String key, String value) {
    return Param.newBuilder().setKey(key).setValue(value).build();
  }

  private static RunTag tag(String key, String value) {
    return RunTag.newBuilder().setKey(key).setValue(value).build();
  }

  private static Map<String, String> tags(Run run) {
    return run.getData().getTagsList().stream()
        .collect(Collectors.toMap(RunTag::getKey, RunTag::getValue));
  }
}
