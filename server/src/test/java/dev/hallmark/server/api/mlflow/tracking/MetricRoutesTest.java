package dev.hallmark.server.api.mlflow.tracking;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricRoutesTest extends TrackingApiCase {
  private String run;

  @BeforeEach
  void log() {
    run = run("history");
    List<Map<String, Object>> points =
        List.of(metric("m", 3, 9, 1), metric("m", "NaN", 1, 2), metric("m", 1, 1, 3));
    post("/runs/log-batch", Map.of("run_id", run, "metrics", points));
  }

  @Test
  void getHistory_isInOrderOfTime() {
    assertAnswer(http().get("/metrics/get-history?metric_key=m&run_id=" + run), """
        {"metrics": [{"key": "m", "value": "NaN", "timestamp": 1, "step": 2},
                     {"key": "m", "value": 1.0, "timestamp": 1, "step": 3},
                     {"key": "m", "value": 3.0, "timestamp": 9, "step": 1}]}
        """);
  }

  @Test
  void getHistory_goesOnWhereThePageEnded() {
    String first = "/metrics/get-history?max_results=2&metric_key=m&run_id=" + run;
    String token = http().get(first).jsonPath().getString("next_page_token");
    assertAnswer(
        http().queryParam("page_token", token).get(first),
        "{\"metrics\": [{\"key\": \"m\", \"value\": 3.0, \"timestamp\": 9, \"step\": 1}]}");
  }

  @Test
  void getHistory_ofTheUnknownIsEmpty() {
    assertAnswer(http().get("/metrics/get-history?metric_key=x&run_id=" + run), "{}");
    assertAnswer(http().get("/metrics/get-history?metric_key=m&run_id=nope"), "{}");
  }

  @Test
  void bulkInterval_answersWithTheRun() {
    assertAnswer(
        http()
            .get("/metrics/get-history-bulk-interval?metric_key=m&start_step=2&end_step=3&run_ids="
                + run + "&run_ids=nope"),
        """
        {"metrics": [{"key": "m", "value": "NaN", "timestamp": 1, "step": 2, "run_id": "%s"},
                     {"key": "m", "value": 1.0, "timestamp": 1, "step": 3, "run_id": "%s"}]}
        """.formatted(run, run));
  }

  @Test
  void bulkInterval_refusesHalfAnIntervalAndTooMuch() {
    String ask = "/metrics/get-history-bulk-interval?metric_key=m&run_ids=" + run;
    assertInvalid(
        http().get(ask + "&start_step=2"),
        "If either start step or end step are specified, both must be specified.");
    assertInvalid(
        http().get(ask + "&start_step=2&end_step=1"),
        "end_step must be greater than start_step. Found start_step=2 and end_step=1.");
    assertInvalid(
        http().get(ask + "&max_results=2501"),
        "max_results must be between 1 and 2500. See the API docs for more information about request parameters.");
    assertInvalid(
        http().get(ask + "&run_ids=x".repeat(100)),
        "GetMetricHistoryBulkInterval request must specify at most 100 run_ids. Received 101 run_ids."
            + " See the API docs for more information about request parameters.");
    assertInvalid(
        http("/ajax-api/2.0/mlflow")
            .get("/metrics/get-history-bulk?metric_key=m" + "&run_id=x".repeat(101)),
        "GetMetricHistoryBulk request cannot specify more than 100 run_ids. Received 101 run_ids.");
  }

  @Test
  void bulk_standsOnTheBrowsersBaseOnly() {
    String ask = "/metrics/get-history-bulk?metric_key=m&run_id=" + run;
    assertAnswer(http("/ajax-api/2.0/mlflow").get(ask + "&max_results=1"), """
        {"metrics": [{"key": "m", "value": "NaN", "timestamp": 1, "step": 2, "run_id": "%s"}]}
        """.formatted(run));
    Response elsewhere = http().get(ask);
    assertRefused(
        elsewhere,
        404,
        "ENDPOINT_NOT_FOUND",
        "Not found: /api/2.0/mlflow/metrics/get-history-bulk");
  }
}
