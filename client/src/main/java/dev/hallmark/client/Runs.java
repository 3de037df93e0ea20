package dev.hallmark.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.Json;
import dev.hallmark.client.http.MlflowApi;
import dev.hallmark.client.http.Pages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Operations on runs and their metrics, params and tags.
 *
 * <pre>{@code
 * Run run = client.runs().create(experiment.id(), "scoring " + LocalDate.now(), Map.of("model", "fraud/7"));
 * client.runs().log(run.id(), Batch.empty().metric("rows", 120_000));
 * client.runs().end(run.id(), RunStatus.FINISHED);
 * }</pre>
 */
public final class Runs {
  private static final int PAGE = 1000;
  private static final int POINTS = 25_000;

  private final MlflowApi api;

  Runs(MlflowApi api) {
    this.api = api;
  }

  /**
   * Creates a run that starts now.
   *
   * @param name empty to let the server generate one
   */
  public Run create(String experimentId, String name, Map<String, String> tags) {
    ObjectNode body = Json.object()
        .put("experiment_id", experimentId)
        .put("start_time", Instant.now().toEpochMilli());
    if (!name.isEmpty()) {
      body.put("run_name", name);
    }
    body.set("tags", Json.pairs(tags));
    return Run.from(Json.child(api.once("POST", "runs/create", body), "run"));
  }

  public Run get(String id) {
    return Run.from(Json.child(api.get("runs/get", "run_id", id), "run"));
  }

  /** Sets status and end time. Values can still be logged after the end. */
  public void end(String id, RunStatus status) {
    if (status == RunStatus.UNKNOWN) {
      throw new HallmarkException(HallmarkException.UNUSABLE, "UNKNOWN is no status to set");
    }
    api.post(
        "runs/update",
        run(id).put("status", status.name()).put("end_time", Instant.now().toEpochMilli()));
  }

  public void log(String id, Metric metric) {
    api.post("runs/log-metric", metric.toJson().put("run_id", id));
  }

  /** A param is logged once; the server rejects a different value later. */
  public void logParam(String id, String key, String value) {
    api.post("runs/log-parameter", run(id).put("key", key).put("value", value));
  }

  /** Sets a tag, or changes its value. */
  public void setTag(String id, String key, String value) {
    api.post("runs/set-tag", run(id).put("key", key).put("value", value));
  }

  /** Logs all values, in several consecutive requests if they exceed the limits of one. */
  public void log(String id, Batch batch) {
    BatchParts.of(id, batch).forEach(part -> api.post("runs/log-batch", part));
  }

  /** All matching runs of these experiments that are not deleted. Pages are fetched while the stream is read. */
  public Stream<Run> search(List<String> experimentIds, Search search) {
    return Pages.of(
        token -> {
          ObjectNode body = search.toJson(token, PAGE);
          body.set("experiment_ids", Json.texts(experimentIds));
          return api.post("runs/search", body);
        },
        "runs",
        Run::from);
  }

  /** The whole history of a metric, by time. Pages are fetched while the stream is read. */
  public Stream<Metric> history(String id, String key) {
    return Pages.of(
        token -> api.get(
            "metrics/get-history",
            Map.of(
                "run_id", List.of(id),
                "metric_key", List.of(key),
                "max_results", List.of(String.valueOf(POINTS)),
                "page_token", token.isEmpty() ? List.of() : List.of(token))),
        "metrics",
        Metric::from);
  }

  private static ObjectNode run(String id) {
    return Json.object().put("run_id", id);
  }
}
