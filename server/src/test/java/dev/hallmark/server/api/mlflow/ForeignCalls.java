package dev.hallmark.server.api.mlflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calls with the names and ids of another workspace's things, and how each is answered. */
final class ForeignCalls {
  static final String API = "/api/2.0/mlflow/";
  static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";
  private static final String BROWSER = "/ajax-api/2.0/mlflow/";

  private ForeignCalls() {}

  /** {@code {run}} and the like become the owner's, {@code {my-run}} the caller's. */
  record Attempt(String method, String path, Map<String, Object> fields, Expected expected) {
    @Override
    public String toString() {
      return method + " " + path + " " + fields;
    }
  }

  enum Expected {
    NOT_FOUND,
    /** An answer without any row. */
    NOTHING,
    /** 400: the value says nothing to this caller. */
    INVALID
  }

  private static Attempt refused(String method, String path, Object... fields) {
    return new Attempt(method, path, fields(fields), Expected.NOT_FOUND);
  }

  private static Attempt empty(String method, String path, Object... fields) {
    return new Attempt(method, path, fields(fields), Expected.NOTHING);
  }

  private static Attempt invalid(String method, String path, Object... fields) {
    return new Attempt(method, path, fields(fields), Expected.INVALID);
  }

  private static Map<String, Object> fields(Object... fields) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put((String) fields[i], fields[i + 1]);
    }
    return map;
  }

  static final List<Object> TAGS = List.of(Map.of("key", "k", "value", "v"));

  private static final List<Attempt> REGISTRY = List.of(
      refused("GET", API + "registered-models/get", "name", "iris"),
      refused("POST", API + "registered-models/rename", "name", "iris", "new_name", "mine"),
      refused("PATCH", API + "registered-models/update", "name", "iris", "description", "d"),
      refused("DELETE", API + "registered-models/delete", "name", "iris"),
      empty("GET", API + "registered-models/search", "filter", "name = 'iris'"),
      refused("POST", API + "registered-models/get-latest-versions", "name", "iris"),
      refused("GET", API + "registered-models/get-latest-versions", "name", "iris"),
      refused("POST", API + "registered-models/set-tag", "name", "iris", "key", "k", "value", "v"),
      refused("DELETE", API + "registered-models/delete-tag", "name", "iris", "key", "k"),
      refused(
          "POST",
          API + "registered-models/alias",
          "name",
          "iris",
          "alias",
          "champion",
          "version",
          "1"),
      refused("DELETE", API + "registered-models/alias", "name", "iris", "alias", "champion"),
      refused("GET", API + "registered-models/alias", "name", "iris", "alias", "champion"),
      refused("POST", API + "model-versions/create", "name", "iris", "source", "s3://b/m"),
      refused("GET", API + "model-versions/get", "name", "iris", "version", "1"),
      refused(
          "PATCH",
          API + "model-versions/update",
          "name",
          "iris",
          "version",
          "1",
          "description",
          "d"),
      refused(
          "POST",
          API + "model-versions/transition-stage",
          "name",
          "iris",
          "version",
          "1",
          "stage",
          "Production",
          "archive_existing_versions",
          true),
      refused("DELETE", API + "model-versions/delete", "name", "iris", "version", "1"),
      empty("GET", API + "model-versions/search", "filter", "name = 'iris'"),
      empty("GET", API + "model-versions/search", "filter", "run_id = '{run}'"),
      refused("GET", API + "model-versions/get-download-uri", "name", "iris", "version", "1"),
      refused(
          "POST",
          API + "model-versions/set-tag",
          "name",
          "iris",
          "version",
          "1",
          "key",
          "k",
          "value",
          "v"),
      refused(
          "DELETE", API + "model-versions/delete-tag", "name", "iris", "version", "1", "key", "k"),
      refused(
          "GET",
          "/model-versions/get-artifact",
          "name",
          "iris",
          "version",
          "1",
          "path",
          "MLmodel"));

  private static final List<Attempt> SOURCES = List.of(
      source("models:/iris/1"),
      source("models:/iris@champion"),
      source("models:/iris/latest"),
      source("models:/{model}", "model_id", "{model}"),
      source("s3://bucket/m", "model_id", "{model}"),
      source("{root}/artifacts/model", "run_id", "{run}"),
      source("{root}/artifacts/model", "model_id", "{model}"),
      invalid(
          "POST",
          API + "model-versions/create",
          "name",
          "mine",
          "source",
          "{root}/artifacts/model",
          "run_id",
          "{my-run}"),
      invalid(
          "POST",
          API + "model-versions/create",
          "name",
          "mine",
          "source",
          "mlflow-artifacts:/seals/{digest}/files"));

  private static Attempt source(String source, String... more) {
    Attempt attempt =
        refused("POST", API + "model-versions/create", "name", "mine", "source", source);
    for (int i = 0; i < more.length; i += 2) {
      attempt.fields().put(more[i], more[i + 1]);
    }
    return attempt;
  }

  private static final List<Attempt> TRACKING = List.of(
      empty(
          "POST",
          API + "experiments/search",
          "filter",
          "name = 'risk'",
          "max_results",
          9,
          "view_type",
          "ALL"),
      empty("GET", API + "experiments/search", "filter", "name = 'risk'", "max_results", 9),
      refused("GET", API + "experiments/get", "experiment_id", "{experiment}"),
      refused("GET", API + "experiments/get-by-name", "experiment_name", "risk"),
      refused("POST", API + "experiments/delete", "experiment_id", "{experiment}"),
      refused("POST", API + "experiments/restore", "experiment_id", "{experiment}"),
      refused(
          "POST", API + "experiments/update", "experiment_id", "{experiment}", "new_name", "mine"),
      refused(
          "POST",
          API + "experiments/set-experiment-tag",
          "experiment_id",
          "{experiment}",
          "key",
          "k",
          "value",
          "v"),
      refused(
          "POST",
          API + "experiments/delete-experiment-tag",
          "experiment_id",
          "{experiment}",
          "key",
          "k"),
      refused("POST", API + "runs/create", "experiment_id", "{experiment}"),
      refused("GET", API + "runs/get", "run_id", "{run}"),
      refused("POST", API + "runs/update", "run_id", "{run}", "status", "FAILED"),
      refused("POST", API + "runs/delete", "run_id", "{run}"),
      refused("POST", API + "runs/restore", "run_id", "{run}"),
      refused(
          "POST",
          API + "runs/log-metric",
          "run_id",
          "{run}",
          "key",
          "k",
          "value",
          1,
          "timestamp",
          1),
      refused("POST", API + "runs/log-parameter", "run_id", "{run}", "key", "k", "value", "v"),
      refused("POST", API + "runs/set-tag", "run_id", "{run}", "key", "k", "value", "v"),
      refused("POST", API + "runs/delete-tag", "run_id", "{run}", "key", "k"),
      refused("POST", API + "runs/log-batch", "run_id", "{run}", "tags", TAGS),
      refused(
          "POST",
          API + "runs/log-model",
          "run_id",
          "{run}",
          "model_json",
          "{\"artifact_path\":\"m\",\"flavors\":{},\"utc_time_created\":\"t\",\"run_id\":\"r\"}"),
      refused("POST", API + "runs/log-inputs", "run_id", "{run}", "models", link("{model}")),
      refused("POST", API + "runs/log-inputs", "run_id", "{my-run}", "models", link("{model}")),
      refused("POST", API + "runs/outputs", "run_id", "{run}", "models", link("{model}")),
      refused("POST", API + "runs/outputs", "run_id", "{my-run}", "models", link("{model}")),
      refused(
          "POST",
          API + "runs/log-metric",
          "run_id",
          "{my-run}",
          "key",
          "k",
          "value",
          1,
          "timestamp",
          1,
          "model_id",
          "{model}"),
      empty("POST", API + "runs/search", "experiment_ids", List.of("{experiment}")),
      empty("GET", API + "metrics/get-history", "run_id", "{run}", "metric_key", "loss"),
      empty(
          "GET",
          API + "metrics/get-history-bulk-interval",
          "run_ids",
          "{run}",
          "metric_key",
          "loss"),
      empty("GET", BROWSER + "metrics/get-history-bulk", "run_id", "{run}", "metric_key", "loss"),
      refused("POST", API + "logged-models", "experiment_id", "{experiment}", "name", "m"),
      refused("GET", API + "logged-models/{model}"),
      refused(
          "PATCH",
          API + "logged-models/{model}",
          "model_id",
          "{model}",
          "status",
          "LOGGED_MODEL_UPLOAD_FAILED"),
      refused("DELETE", API + "logged-models/{model}"),
      empty("POST", API + "logged-models/search", "experiment_ids", List.of("{experiment}")),
      refused("PATCH", API + "logged-models/{model}/tags", "tags", TAGS),
      refused("DELETE", API + "logged-models/{model}/tags/k"),
      refused("POST", API + "logged-models/{model}/params", "model_id", "{model}", "params", TAGS));

  private static List<Map<String, Object>> link(String model) {
    return List.of(Map.of("model_id", model, "step", 0));
  }

  private static final List<Attempt> ARTIFACTS = List.of(
      refused("GET", API + "artifacts/list", "run_id", "{run}"),
      refused("GET", "/get-artifact", "run_id", "{run}", "path", "model/MLmodel"),
      refused("POST", BROWSER + "upload-artifact?run_uuid={run}&path=x.txt", "x", "y"),
      refused("GET", API + "logged-models/{model}/artifacts/directories"),
      refused("GET", BROWSER + "logged-models/{model}/artifacts/files", "artifact_file_path", "a"),
      refused("GET", FILES + "/{path}/artifacts/model/MLmodel"),
      refused("PUT", FILES + "/{path}/artifacts/model/MLmodel", "x", "y"),
      refused("DELETE", FILES + "/{path}/artifacts/model/MLmodel"),
      refused("DELETE", FILES + "/{path}"),
      refused("DELETE", FILES + "/workspaces/team-a"),
      refused("DELETE", FILES + "/workspaces"),
      refused("PUT", FILES + "/workspaces/team-a/planted", "x", "y"),
      refused("PUT", FILES + "/WORKSPACES/team-a/planted", "x", "y"),
      refused("GET", FILES, "path", "{path}/artifacts"),
      refused("GET", FILES, "path", "workspaces"),
      refused("GET", FILES, "path", "workspaces/team-a"),
      refused("GET", FILES + "/seals/{digest}/manifest.json"),
      refused("GET", FILES + "/seals/{digest}/files/MLmodel"),
      refused("GET", FILES, "path", "seals/{digest}/files"),
      refused("GET", FILES, "path", "seals"),
      refused("GET", FILES, "path", "versions"),
      refused("GET", FILES, "path", "versions/1"),
      refused("GET", FILES + "/versions/1/1.json"));

  static Stream<Attempt> all() {
    return Stream.of(REGISTRY, SOURCES, TRACKING, ARTIFACTS).flatMap(List::stream);
  }
}
