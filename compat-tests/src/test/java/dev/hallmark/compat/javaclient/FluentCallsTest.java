package dev.hallmark.compat.javaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.MlflowContext;

/** {@code MlflowContext} and {@code ActiveRun}, but for artifacts. */
class FluentCallsTest extends JavaClientCase {
  private final MlflowContext context = new MlflowContext(client);

  @Test
  void context_logsToDefaultUnlessTold() {
    assertThat(new MlflowContext(uri()).getExperimentId()).isEqualTo("0");
    assertThat(context.getClient()).isSameAs(client);
  }

  @Test
  void setExperimentName_findsItsId() {
    String id = client.createExperiment("fluent");
    assertThat(context.setExperimentName("fluent").getExperimentId()).isEqualTo(id);
    assertThatThrownBy(() -> context.setExperimentName("nowhere"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void startRun_isInTheExperimentThatWasSet() {
    String experiment = client.createExperiment("set-by-id");
    ActiveRun run = context.setExperimentId(experiment).startRun();
    assertThat(stored(run).getInfo().getExperimentId()).isEqualTo(experiment);
    assertThat(run.getArtifactUri())
        .isEqualTo("mlflow-artifacts:/" + experiment + "/" + run.getId() + "/artifacts");
  }

  @Test
  void startRun_namesItAndItsParent() {
    ActiveRun parent = context.startRun("parent");
    ActiveRun child = context.startRun("child", parent.getId());
    assertThat(stored(parent).getInfo().getRunName()).isEqualTo("parent");
    assertThat(tags(stored(child)))
        .containsEntry("mlflow.runName", "child")
        .containsEntry("mlflow.parentRunId", parent.getId())
        .containsEntry("mlflow.source.type", "LOCAL")
        .containsEntry("mlflow.user", System.getProperty("user.name"));
  }

  @Test
  void activeRun_logsOneByOne() {
    ActiveRun run = context.startRun();
    run.logParam("alpha", "0.5");
    run.logMetric("auc", 0.8);
    run.logMetric("auc", 0.9, 1);
    run.setTag("team", "risk");
    assertThat(stored(run).getData().getParamsList())
        .containsExactly(Param.newBuilder().setKey("alpha").setValue("0.5").build());
    assertThat(client.getMetricHistory(run.getId(), "auc"))
        .extracting(Metric::getValue, Metric::getStep)
        .containsExactly(tuple(0.8, 0L), tuple(0.9, 1L));
    assertThat(tags(stored(run))).containsEntry("team", "risk");
  }

  @Test
  void activeRun_logsManyAtOnce() {
    ActiveRun run = context.startRun();
    run.logParams(Map.of("alpha", "0.5", "depth", "4"));
    run.logMetrics(Map.of("auc", 0.8, "loss", 0.2));
    run.logMetrics(Map.of("auc", 0.9), 3);
    run.setTags(Map.of("team", "risk", "state", "new"));
    Run stored = stored(run);
    assertThat(stored.getData().getParamsList())
        .extracting(Param::getKey)
        .containsExactlyInAnyOrder("alpha", "depth");
    assertThat(stored.getData().getMetricsList())
        .extracting(Metric::getKey, Metric::getValue, Metric::getStep)
        .containsExactlyInAnyOrder(tuple("auc", 0.9, 3L), tuple("loss", 0.2, 0L));
    assertThat(tags(stored)).containsEntry("team", "risk").containsEntry("state", "new");
  }

  @Test
  void endRun_endsAsTold() {
    ActiveRun finished = context.startRun();
    finished.endRun();
    assertThat(stored(finished).getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
    ActiveRun killed = context.startRun();
    killed.endRun(RunStatus.KILLED);
    assertThat(stored(killed).getInfo().getStatus()).isEqualTo(RunStatus.KILLED);
  }

  @Test
  void withActiveRun_endsTheRunWhateverHappensInIt() {
    List<ActiveRun> runs = new ArrayList<>();
    context.withActiveRun(runs::add);
    context.withActiveRun("named", run -> {
      runs.add(run);
      throw new IllegalStateException("the training broke down");
    });
    assertThat(stored(runs.get(0)).getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
    assertThat(stored(runs.get(1)).getInfo().getStatus()).isEqualTo(RunStatus.FAILED);
    assertThat(stored(runs.get(1)).getInfo().getRunName()).isEqualTo("named");
  }

  private static Run stored(ActiveRun run) {
    return client.getRun(run.getId());
  }

  private static Map<String, String> tags(Run run) {
    return run.getData().getTagsList().stream()
        .collect(Collectors.toMap(RunTag::getKey, RunTag::getValue));
  }
}
