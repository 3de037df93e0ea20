package dev.hallmark.server.api.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunLogRoutesTest extends TrackingApiCase {
  private static final String KEYS =
      "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ),"
          + " colon(:) and slashes (/).";

  private final String run = run("log");

  private static <T> List<T> times(int count, T one) {
    return new ArrayList<>(Collections.nCopies(count, one));
  }

  @Test
  void logParameter_refusesAnotherValue() {
    Map<String, String> call = Map.of("run_id", run, "key", "p", "value", "1");
    assertAnswer(post("/runs/log-parameter", call), "{}");
    assertAnswer(post("/runs/log-parameter", call), "{}");
    assertInvalid(
        post("/runs/log-parameter", Map.of("run_id", run, "key", "p", "value", "2")),
        "Changing param values is not allowed. Param with key='p' was already logged with"
            + " value='1' for run ID='" + run + "'. Attempted logging new value '2'.");
    assertInvalid(
        post("/runs/log-batch", Map.of("run_id", run, "params", entries("p", "3"))),
        "Changing param values is not allowed. Params were already logged='[{'key': 'p',"
            + " 'old_value': '1', 'new_value': '3'}]' for run ID='" + run + "'.");
  }

  @Test
  void logBatch_refusesAParamThatComesTwice() {
    assertInvalid(
        post(
            "/runs/log-batch",
            Map.of("run_id", run, "params", List.of(entry("d", "1"), entry("d", "2")))),
        "Duplicate parameter keys have been submitted: ['d']. Please ensure the request contains"
            + " only one param value per param key.");
  }

  @Test
  void logBatch_countsWhatItIsGiven() {
    assertInvalid(
        post(
            "/runs/log-batch", Map.of("run_id", run, "metrics", times(1001, metric("m", 1, 1, 1)))),
        "A batch logging request can contain at most 1000 metrics. Got 1001 metrics. Please split"
            + " up metrics across multiple requests and try again.");
    assertInvalid(
        post("/runs/log-batch", Map.of("run_id", run, "tags", times(101, entry("a", "b")))),
        "A batch logging request can contain at most 100 tags. Got 101 tags. Please split up tags"
            + " across multiple requests and try again.");
    assertInvalid(
        post(
            "/runs/log-batch",
            Map.of(
                "run_id",
                run,
                "metrics",
                times(1000, metric("m", 1, 1, 1)),
                "tags",
                entries("a", "b"))),
        "A batch logging request can contain at most 1000 metrics, params, and tags. Got 1001"
            + " metrics, params, and tags. Please split up metrics, params, and tags across"
            + " multiple requests and try again.");
  }

  @Test
  void keys_keepToTheAlphabetAndToNormalPaths() {
    assertInvalid(
        post("/runs/log-metric", Map.of("run_id", run, "key", "a@b", "value", 1, "timestamp", 1)),
        "Invalid value \"a@b\" for parameter 'name' supplied: " + KEYS);
    for (Map.Entry<String, String> each : Map.of(
            "x/../y", "y", "a//b", "a/b", "./x", "x", "/a", "/a", "..", "..", "a/", "a")
        .entrySet()) {
      assertInvalid(
          post("/runs/set-tag", Map.of("run_id", run, "key", each.getKey(), "value", "")),
          "Invalid value \"" + each.getKey() + "\" for parameter 'key' supplied: Names may be"
              + " treated as files in certain cases, and must not resolve to other names when"
              + " treated as such. This name would resolve to '" + each.getValue() + "'");
    }
    String long251 = "k".repeat(251);
    assertInvalid(
        post("/runs/log-parameter", Map.of("run_id", run, "key", long251, "value", "")),
        "'Param key' exceeds the maximum length of 250 characters");
    String unusual = "größe m:1/ü_.-x";
    assertAnswer(post("/runs/log-parameter", Map.of("run_id", run, "key", unusual)), "{}");
  }

  /** R's client of MLflow sends every whole number as R prints it. */
  @Test
  void logBatch_takesStepsAndTimesInEachSpelling() {
    String spelled = "{\"key\": \"m\", \"value\": 0.5, \"timestamp\": %s, \"step\": %s}";
    String metrics = String.join(
        ",",
        spelled.formatted("\"1.7e+12\"", "\"1e+05\""),
        spelled.formatted("1.7e12", "-1e5"),
        spelled.formatted("1700000000000.0", "\"007.0\""));
    assertAnswer(
        post("/runs/log-batch", "{\"run_id\": \"" + run + "\", \"metrics\": [" + metrics + "]}"),
        "{}");
    String point = "{\"key\": \"m\", \"value\": 0.5, \"timestamp\": 1700000000000, \"step\": %d}";
    assertAnswer(
        http().get("/metrics/get-history?metric_key=m&max_results=1e1&run_id=" + run),
        "{\"metrics\": [" + point.formatted(-100_000) + "," + point.formatted(7) + ","
            + point.formatted(100_000) + "]}");
    assertInvalid(
        post(
            "/runs/log-batch",
            "{\"run_id\": \"" + run + "\", \"metrics\": [" + spelled.formatted("1", "0.5") + "]}"),
        "Invalid value 0.5 for parameter 'metrics[0].step' supplied:  Hint: Value was of type 'float'."
            + " See the API docs for more information about request parameters.");
  }

  @Test
  void logMetric_takesNumbersAsTextAndRefusesTheRest() {
    Map<String, Object> call =
        Map.of("run_id", run, "key", "m", "value", "Infinity", "timestamp", "7", "step", "-1");
    assertAnswer(post("/runs/log-metric", call), "{}");
    assertAnswer(
        http().get("/metrics/get-history?metric_key=m&run_id=" + run),
        "{\"metrics\": [{\"key\": \"m\", \"value\": 1.7976931348623157e308, \"timestamp\": 7,"
            + " \"step\": -1}]}");
    assertInvalid(
        post("/runs/log-metric", Map.of("run_id", run, "key", "m", "value", 1, "timestamp", -1)),
        "Invalid value -1 for parameter 'timestamp' supplied: metric 'm' (value=1.0). Timestamp must be a nonnegative long (64-bit integer) ");
    assertInvalid(
        post("/runs/log-metric", Map.of("run_id", run, "key", "m", "value", 1)),
        "Missing value for required parameter 'timestamp'. See the API docs for more information"
            + " about request parameters.");
    assertThat(post(
                "/runs/log-metric",
                Map.of("run_id", run, "key", "m", "value", "much", "timestamp", 1))
            .statusCode())
        .isEqualTo(400);
  }

  @Test
  void deleteTag_ofAnAbsentOneIsNotFound() {
    assertRefused(
        post("/runs/delete-tag", Map.of("run_id", run, "key", "x")),
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "No tag with name: x in run with id " + run);
  }

  /** As MLflow 3.17.2's server names them: a metric's key is its name, and what is too long is not named by its place. */
  @Test
  void logBatch_namesARefusedEntryByItsPlace() {
    assertBatch(
        Map.of("metrics", List.of(metric("m"), Map.of("key", "m", "value", 1))),
        "Missing value for required parameter 'metrics[1].timestamp'. See the API docs for more information about request parameters.");
    assertBatch(
        Map.of("metrics", List.of(Map.of("key", "m", "value", 1, "timestamp", -1))),
        "Invalid value -1 for parameter 'metrics[0].timestamp' supplied: metric 'm' (value=1.0). Timestamp must be a nonnegative long (64-bit integer) ");
    String alphabet =
        "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).";
    assertBatch(
        Map.of("metrics", List.of(metric("m"), metric("a@b"))),
        "Invalid value \"a@b\" for parameter 'metrics[1].name' supplied: " + alphabet);
    assertBatch(
        Map.of("params", List.of(Map.of("key", "p"), Map.of("key", "a@b"))),
        "Invalid value \"a@b\" for parameter 'params[1].key' supplied: " + alphabet);
    assertBatch(
        Map.of("tags", List.of(Map.of("value", "v"))),
        "Missing value for required parameter 'tags[0].key'. See the API docs for more information about request parameters.");
    assertBatch(
        Map.of("tags", List.of(Map.of("key", "k".repeat(251)))),
        "'tags[0].key' exceeds the maximum length of 250 characters");
    assertBatch(
        Map.of("metrics", List.of(metric("k".repeat(251)))),
        "'Metric name' exceeds the maximum length of 250 characters");
  }

  private static Map<String, Object> metric(String key) {
    return Map.of("key", key, "value", 1, "timestamp", 1);
  }

  private void assertBatch(Map<String, Object> entries, String message) {
    Map<String, Object> batch = new java.util.HashMap<>(entries);
    batch.put("run_id", run);
    assertInvalid(post("/runs/log-batch", batch), message);
  }

  @Test
  void logModel_needsTheMandatoryFields() {
    assertInvalid(
        post("/runs/log-model", Map.of("run_id", run, "model_json", "{\"flavors\": {}}")),
        "Model json is missing mandatory fields: {'artifact_path', 'utc_time_created', 'run_id'}");
    assertInvalid(
        post("/runs/log-model", Map.of("run_id", run, "model_json", "no json")),
        "Malformed model info. \n no json \n is not a valid JSON.");
  }

  @Test
  void logInputs_boundsTheDataset() {
    Map<String, Object> dataset = Map.of(
        "dataset",
        Map.of("name", "d", "digest", "9".repeat(37), "source_type", "local", "source", "{}"));
    assertInvalid(
        post("/runs/log-inputs", Map.of("run_id", run, "datasets", List.of(dataset))),
        "'digest' exceeds the maximum length of 36 characters");
  }
}
