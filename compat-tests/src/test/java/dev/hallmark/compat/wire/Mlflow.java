package dev.hallmark.compat.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** MLflow's calls over one connection, for one thread. */
public final class Mlflow implements AutoCloseable {
  private static final String API = "/api/2.0/mlflow/";
  private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final String OWN_SCHEME = "mlflow-artifacts:/";

  private final Wire wire;

  public Mlflow(int port) throws IOException {
    wire = new Wire(port);
  }

  public Answer createModel(String name) throws IOException {
    return post("registered-models/create", Map.of("name", name));
  }

  /** From a source elsewhere, which the server only notes. */
  public Answer createReference(String model, String source) throws IOException {
    return post("model-versions/create", Map.of("name", model, "source", source));
  }

  /** From the files of a logged model. */
  public Answer createSealed(String model, String loggedModel) throws IOException {
    return post("model-versions/create", sealed(model, loggedModel));
  }

  /** The fields that create a version from a logged model. */
  public static Map<String, String> sealed(String model, String loggedModel) {
    return Map.of("name", model, "source", "models:/" + loggedModel, "model_id", loggedModel);
  }

  public Answer getVersion(String model, int version) throws IOException {
    return get("model-versions/get", "name", model, "version", Integer.toString(version));
  }

  /** All versions of the model, the newest first. */
  public JsonNode versions(String model) throws IOException {
    return get("model-versions/search", "filter", "name='" + model + "'", "max_results", "100000")
        .orFail()
        .json()
        .path("model_versions");
  }

  public Answer setAlias(String model, String alias, int version) throws IOException {
    return post(
        "registered-models/alias",
        Map.of("name", model, "alias", alias, "version", Integer.toString(version)));
  }

  public Answer setModelTag(String model, String key, String value) throws IOException {
    return post("registered-models/set-tag", Map.of("name", model, "key", key, "value", value));
  }

  public Answer setVersionTag(String model, int version, String key, String value)
      throws IOException {
    return post(
        "model-versions/set-tag",
        Map.of("name", model, "version", Integer.toString(version), "key", key, "value", value));
  }

  public Answer transition(String model, int version, String stage) throws IOException {
    return post(
        "model-versions/transition-stage",
        Map.of(
            "name",
            model,
            "version",
            Integer.toString(version),
            "stage",
            stage,
            "archive_existing_versions",
            false));
  }

  public JsonNode model(String name) throws IOException {
    return get("registered-models/get", "name", name).orFail().json().get("registered_model");
  }

  public String createExperiment(String name) throws IOException {
    return post("experiments/create", Map.of("name", name))
        .orFail()
        .json()
        .get("experiment_id")
        .asText();
  }

  /** @return the new run's {@code info} */
  public JsonNode createRun(String experiment) throws IOException {
    return post("runs/create", Map.of("experiment_id", experiment, "start_time", 1))
        .orFail()
        .json()
        .at("/run/info");
  }

  /** Logs a model of these files, ready to be registered. @return its id, {@code m-…} */
  public String logModel(String experiment, Map<String, byte[]> files) throws IOException {
    JsonNode info = post("logged-models", Map.of("experiment_id", experiment, "name", "model"))
        .orFail()
        .json()
        .at("/model/info");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      putArtifact(info.get("artifact_uri").asText() + "/" + file.getKey(), file.getValue())
          .orFail();
    }
    String id = info.get("model_id").asText();
    send("PATCH", "logged-models/" + id, Map.of("model_id", id, "status", "LOGGED_MODEL_READY"))
        .orFail();
    return id;
  }

  /** @param uri below {@code mlflow-artifacts:/}, of characters that need no escape */
  public Answer putArtifact(String uri, byte[] content) throws IOException {
    return wire.put(target(uri), content);
  }

  public Answer getArtifact(String uri) throws IOException {
    return wire.get(target(uri));
  }

  /** Where an artifact is put and got, from the server's root on. */
  public static String target(String uri) {
    if (!uri.startsWith(OWN_SCHEME)) {
      throw new IllegalArgumentException("not an address behind the artifact proxy: " + uri);
    }
    return ARTIFACTS + uri.substring(OWN_SCHEME.length());
  }

  public Answer post(String route, Map<String, ?> fields) throws IOException {
    return send("POST", route, fields);
  }

  private Answer send(String method, String route, Map<String, ?> fields) throws IOException {
    return wire.json(method, API + route, json(fields));
  }

  /** @param query names and values, one after the other */
  public Answer get(String route, String... query) throws IOException {
    return wire.get(target(route, query));
  }

  /** The target of a GET, as it goes on the wire. */
  public static String target(String route, String... query) {
    StringBuilder target = new StringBuilder(API + route);
    for (int i = 0; i < query.length; i += 2) {
      target.append(i == 0 ? '?' : '&').append(query[i]).append('=');
      target.append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
    }
    return target.toString();
  }

  /** The bytes of a POST, for a load generator. */
  public static byte[] postRequest(String route, Map<String, ?> fields) {
    return Wire.request("POST", API + route, "application/json", json(fields));
  }

  private static byte[] json(Map<String, ?> fields) {
    try {
      return Answer.JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + fields, e);
    }
  }

  /** A metric as log-batch takes it; the time is the step. */
  public static Map<String, Object> metric(String key, double value, long step) {
    return Map.of("key", key, "value", value, "timestamp", step, "step", step);
  }

  public Answer logMetrics(String run, List<Map<String, Object>> metrics) throws IOException {
    return post("runs/log-batch", Map.of("run_id", run, "metrics", metrics));
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
