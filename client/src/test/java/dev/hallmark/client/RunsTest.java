package dev.hallmark.client;

import static dev.hallmark.client.FakeServer.answer;
import static dev.hallmark.client.FakeServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunsTest {

  @Test
  void run_isRead_withNumbersAsTexts_andInfinities() {
    try (FakeServer server = new FakeServer(json("""
        {"run": {"info": {"run_id": "r", "run_name": "n", "experiment_id": 3, "status": "PAUSED",
            "start_time": "1000", "lifecycle_stage": "active"},
          "data": {"metrics": [{"key": "a", "value": "NaN", "timestamp": 5},
              {"key": "b", "value": "-Infinity", "timestamp": "6", "step": "2"}],
            "params": [{"key": "p", "value": "1"}]}}}
        """))) {
      Run run = server.client().runs().get("r");
      assertThat(run.experimentId()).isEqualTo("3");
      assertThat(run.status()).isEqualTo(RunStatus.UNKNOWN);
      assertThat(run.ended()).isEqualTo(Instant.EPOCH);
      assertThat(run.metrics().get("a").value()).isNaN();
      assertThat(run.metrics().get("b"))
          .isEqualTo(new Metric("b", Double.NEGATIVE_INFINITY, Instant.ofEpochMilli(6), 2));
      assertThat(run.params()).containsExactly(Map.entry("p", "1"));
    }
  }

  @Test
  void infinities_areSentAsTexts() {
    try (FakeServer server = new FakeServer(json("{}"))) {
      Metric metric = new Metric("k", Double.POSITIVE_INFINITY, Instant.ofEpochMilli(7), 1);
      server.client().runs().log("r", metric);
      assertThat(server.last().body())
          .isEqualTo(
              "{\"key\":\"k\",\"value\":\"Infinity\",\"timestamp\":7,\"step\":1,\"run_id\":\"r\"}");
    }
  }

  @Test
  void batch_thatIsTooLarge_goesInParts_andNothingTwice() {
    try (FakeServer server = new FakeServer(json("{}"))) {
      List<Metric> metrics = new ArrayList<>();
      Map<String, String> params = new HashMap<>();
      for (int i = 0; i < 1700; i++) {
        metrics.add(Metric.of("m" + i, i));
        if (i < 250) {
          params.put("p" + i, "v");
        }
      }
      server.client().runs().log("r", new Batch(metrics, params, Map.of("t", "v")));
      assertThat(server.asked()).hasSize(3);
      String all = server.asked().stream().map(FakeServer.Asked::body).reduce("", String::concat);
      assertThat(all.split("\"m\\d+\"", -1)).hasSize(1701);
      assertThat(all.split("\"p\\d+\"", -1)).hasSize(251);
      assertThat(all.split("\"t\"", -1)).hasSize(2);
    }
  }

  @Test
  void run_isSearchedForInItsExperiments() {
    try (FakeServer server = new FakeServer(json("{}"))) {
      assertThat(server.client().runs().search(List.of("1", "2"), Search.where("f")))
          .isEmpty();
      assertThat(server.last().line()).isEqualTo("POST /api/2.0/mlflow/runs/search");
      assertThat(server.last().body())
          .isEqualTo(
              "{\"max_results\":1000,\"filter\":\"f\",\"order_by\":[],\"experiment_ids\":[\"1\",\"2\"]}");
    }
  }

  @Test
  void experiment_thatSomebodyElseMakesMeanwhile_isTheirs() {
    String found = "{\"experiment\": {\"experiment_id\": \"4\", \"name\": \"e\"}}";
    try (FakeServer server = new FakeServer(
        answer(404, "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\"}"),
        answer(400, "{\"error_code\": \"RESOURCE_ALREADY_EXISTS\"}"),
        json(found))) {
      assertThat(server.client().experiments().getOrCreate("e").id()).isEqualTo("4");
    }
  }

  @Test
  void whatThisClientDoesNotKnow_cannotBeSent() {
    try (FakeServer server = new FakeServer(json("{}"))) {
      HallmarkClient client = server.client();
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> client.runs().end("r", RunStatus.UNKNOWN));
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> client.versions().transition("m", 1, Stage.OTHER, false));
      assertThat(server.asked()).isEmpty();
    }
  }
}
