package dev.hallmark.compat.javaclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.RunsPage;

/** All ways to search runs, among three with the metric auc of 0.1, 0.2 and 0.3, and a deleted one with 0.4. */
class RunSearchCallsTest extends JavaClientCase {
  private static final List<String> BY_AUC = List.of("metrics.auc DESC");

  private static List<String> experiments;
  private static String low;
  private static String middle;
  private static String high;
  private static String deleted;

  @BeforeAll
  static void makeRuns() {
    experiments = List.of(client.createExperiment("searched"));
    low = run(0.1);
    middle = run(0.2);
    high = run(0.3);
    deleted = run(0.4);
    client.deleteRun(deleted);
  }

  private static String run(double auc) {
    String id = client.createRun(experiments.get(0)).getRunId();
    client.logMetric(id, "auc", auc);
    return id;
  }

  @Test
  void listRunInfos_hasAllThatAreActive() {
    assertThat(ids(client.listRunInfos(experiments.get(0))))
        .containsExactlyInAnyOrder(low, middle, high);
  }

  @Test
  @SuppressWarnings("deprecation") // users of old still call it
  void searchRuns_byFilterAlone() {
    assertThat(ids(client.searchRuns(experiments, "metrics.auc > 0.15")))
        .containsExactlyInAnyOrder(middle, high);
    assertThat(ids(client.searchRuns(experiments, null))).hasSize(3);
  }

  @Test
  @SuppressWarnings("deprecation")
  void searchRuns_byFilterAndView() {
    assertThat(ids(client.searchRuns(experiments, "", ViewType.DELETED_ONLY)))
        .containsExactly(deleted);
    assertThat(ids(client.searchRuns(experiments, "metrics.auc > 0.25", ViewType.ALL)))
        .containsExactlyInAnyOrder(high, deleted);
  }

  @Test
  void searchRuns_inPages() {
    RunsPage first = client.searchRuns(experiments, "", ViewType.ACTIVE_ONLY, 2);
    assertThat(first.getPageSize()).isEqualTo(2);
    assertThat(first.hasNextPage()).isTrue();
    assertThat(first.getNextPage().getPageSize()).isEqualTo(1);
    assertThat(first.getNextPage().hasNextPage()).isFalse();
  }

  @Test
  void searchRuns_inOrder() {
    RunsPage all = client.searchRuns(experiments, "", ViewType.ACTIVE_ONLY, 100, BY_AUC);
    assertThat(runIds(all)).containsExactly(high, middle, low);
    assertThat(all.getNextPageToken()).isEmpty();
    assertThat(all.getNextPage().getItems()).isEmpty();
  }

  @Test
  void searchRuns_fromAToken() {
    RunsPage first = client.searchRuns(experiments, "", ViewType.ALL, 3, BY_AUC);
    assertThat(runIds(first)).containsExactly(deleted, high, middle);
    String token = first.getNextPageToken().orElseThrow();
    RunsPage rest = client.searchRuns(experiments, "", ViewType.ALL, 3, BY_AUC, token);
    assertThat(runIds(rest)).containsExactly(low);
  }

  @Test
  void searchRuns_refusesAFilterThatItCannotRead() {
    assertRefused(
        () -> client.searchRuns(experiments, "nonsense", ViewType.ALL, 3),
        400,
        "INVALID_PARAMETER_VALUE");
  }

  private static List<String> ids(List<RunInfo> infos) {
    return infos.stream().map(RunInfo::getRunId).toList();
  }

  private static List<String> runIds(RunsPage page) {
    return page.getItems().stream().map(Run::getInfo).map(RunInfo::getRunId).toList();
  }
}
