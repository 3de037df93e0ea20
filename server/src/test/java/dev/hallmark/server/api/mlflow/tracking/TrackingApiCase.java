package dev.hallmark.server.api.mlflow.tracking;

import dev.hallmark.server.api.mlflow.ApiCase;
import java.util.Map;

/** What the tests of runs, experiments and logged models make first. */
public abstract class TrackingApiCase extends ApiCase {
  static String experiment(String name) {
    return post("/experiments/create", Map.of("name", name)).jsonPath().getString("experiment_id");
  }

  /** A run that started at 5 in experiment 0. */
  protected static String run(String name) {
    return post("/runs/create", Map.of("experiment_id", "0", "run_name", name, "start_time", 5))
        .jsonPath()
        .getString("run.info.run_id");
  }

  protected static String loggedModel(String name) {
    return post("/logged-models", Map.of("experiment_id", "0", "name", name))
        .jsonPath()
        .getString("model.info.model_id");
  }

  static Map<String, Object> metric(String key, Object value, long timestamp, long step) {
    return Map.of("key", key, "value", value, "timestamp", timestamp, "step", step);
  }
}
