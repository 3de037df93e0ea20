package dev.hallmark.server.api.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the three searches of tracking answer; which rows a filter finds is tested beside the searches. */
class TrackingSearchRoutesTest extends TrackingApiCase {
  private static String run(String experiment, String name, long start) {
    return post(
            "/runs/create",
            Map.of("experiment_id", experiment, "run_name", name, "start_time", start))
        .jsonPath()
        .getString("run.info.run_id");
  }

  private static List<String> pages(String path, Map<String, Object> ask, String ids) {
    List<String> found = new ArrayList<>();
    Map<String, Object> call = new HashMap<>(ask);
    do {
      Response page = post(path, call);
      found.addAll(page.jsonPath().getList(ids));
      call.put("page_token", page.jsonPath().getString("next_page_token"));
    } while (call.get("page_token") != null);
    return found;
  }

  @Test
  void runs_areAnsweredWholeAndInOrder() {
    String experiment = experiment("runs");
    String old = run(experiment, "old", 1);
    String recent = run(experiment, "recent", 2);
    post(
        "/runs/log-batch",
        Map.of(
            "run_id",
            old,
            "metrics",
            List.of(metric("auc", 0.5, 3, 0)),
            "params",
            entries("p", "1")));
    Response found = post(
        "/runs/search",
        Map.of("experiment_ids", List.of(experiment), "filter", "metrics.auc > 0.4"));
    assertThat(found.jsonPath().<Object>get("runs[0]"))
        .isEqualTo(http().get("/runs/get?run_id=" + old).jsonPath().get("run"));
    assertThat(pages(
            "/runs/search",
            Map.of("experiment_ids", List.of(experiment), "max_results", 1),
            "runs.info.run_id"))
        .containsExactly(recent, old);
  }

  @Test
  void runs_ofAnotherStageOfLifeAreLeftOut() {
    String experiment = experiment("stages of life");
    String alive = run(experiment, "alive", 1);
    String gone = run(experiment, "gone", 2);
    post("/runs/delete", Map.of("run_id", gone));
    Map<Object, List<String>> views = Map.of(
        "ACTIVE_ONLY", List.of(alive), "DELETED_ONLY", List.of(gone), 3, List.of(gone, alive));
    views.forEach((view, expected) -> assertThat(post(
                "/runs/search",
                Map.of("experiment_ids", List.of(experiment), "run_view_type", view))
            .jsonPath()
            .getList("runs.info.run_id", String.class))
        .containsExactlyElementsOf(expected));
  }

  @Test
  void experiments_areFoundByGetAndPost() {
    String id = experiment("found by search");
    String whole = http().get("/experiments/get?experiment_id=" + id).asString();
    String one = "{\"experiments\": [" + whole.substring(14, whole.length() - 1) + "]}";
    String filter = "name = 'found by search'";
    assertAnswer(post("/experiments/search", Map.of("max_results", 5, "filter", filter)), one);
    assertAnswer(
        http().queryParam("filter", filter).queryParam("max_results", 5).get("/experiments/search"),
        one);
  }

  @Test
  void loggedModels_areAnsweredWholeAndInPages() {
    List<String> made = List.of(loggedModel("paged"), loggedModel("paged"), loggedModel("paged"));
    Map<String, Object> ask =
        Map.of("experiment_ids", List.of("0"), "filter", "name = 'paged'", "max_results", 2);
    assertThat(pages("/logged-models/search", ask, "models.info.model_id"))
        .containsExactlyInAnyOrderElementsOf(made);
    Response first = post("/logged-models/search", ask);
    String id = first.jsonPath().getString("models[0].info.model_id");
    assertThat(first.jsonPath().<Object>get("models[0]"))
        .isEqualTo(http().get("/logged-models/" + id).jsonPath().get("model"));
  }
}
