package dev.hallmark.server.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** What a fixture contains: a few rows in each table, and a few short files. */
final class FixtureContent {
  private final FixtureServer server;

  private FixtureContent(FixtureServer server) {
    this.server = server;
  }

  static void write(FixtureServer server) {
    FixtureContent content = new FixtureContent(server);
    content.tracking();
    content.registry();
    content.deletions();
    server.createWorkspace("{'name': 'team-a', 'description': 'Credit risk'}".replace('\'', '"'));
    new FixtureContent(server.in("team-a")).team();
  }

  private void tracking() {
    post("experiments/create", "{'name': 'churn', 'tags': [{'key': 'team', 'value': 'risk'}]}");
    for (int depth : new int[] {4, 6}) {
      run("1", depth);
    }
  }

  private void run(String experiment, int depth) {
    JsonNode info = post(
            "runs/create",
            "{'experiment_id': '%s', 'run_name': 'depth-%d', 'start_time': %d, 'user_id': 'ann',"
                    .formatted(experiment, depth, depth)
                + " 'tags': [{'key': 'team', 'value': 'risk'}]}")
        .at("/run/info");
    String run = info.get("run_id").asText();
    post(
        "runs/log-batch",
        ("{'run_id': '%s', 'params': [{'key': 'depth', 'value': '%d'}], 'metrics': ["
                + "{'key': 'auc', 'value': 0.5, 'timestamp': 1, 'step': 0},"
                + "{'key': 'auc', 'value': 0.9%d, 'timestamp': 2, 'step': 1},"
                + "{'key': 'loss', 'value': 'NaN', 'timestamp': 2, 'step': 1}]}")
            .formatted(run, depth, depth));
    post(
        "runs/log-inputs",
        ("{'run_id': '%s', 'datasets': [{'tags': [{'key': 'mlflow.data.context',"
                + " 'value': 'training'}], 'dataset': {'name': 'customers', 'digest': 'a1b2c3d4',"
                + " 'source_type': 'local', 'source': 'customers.parquet'}}]}")
            .formatted(run));
    String files = path(info) + "/model/";
    server.upload(files + "MLmodel", "flavors: {depth: " + depth + "}\n");
    server.upload(files + "data/two%20words.txt", "the same in all runs\n");
    loggedModel(experiment, run, depth);
    post("runs/update", "{'run_id': '%s', 'status': 'FINISHED', 'end_time': 9}".formatted(run));
  }

  private void loggedModel(String experiment, String run, int depth) {
    JsonNode model = post(
            "logged-models",
            ("{'experiment_id': '%s', 'name': 'tree', 'model_type': 'classifier', 'source_run_id': '%s',"
                    + " 'params': [{'key': 'depth', 'value': '%d'}],"
                    + " 'tags': [{'key': 'team', 'value': 'risk'}]}")
                .formatted(experiment, run, depth))
        .at("/model/info");
    String id = model.get("model_id").asText();
    server.upload(path(model) + "/MLmodel", "logged: " + depth + "\n");
    server.patch(
        "logged-models/" + id,
        json("{'model_id': '%s', 'status': 'LOGGED_MODEL_READY'}".formatted(id)));
    post(
        "runs/outputs",
        "{'run_id': '%s', 'models': [{'model_id': '%s', 'step': 1}]}".formatted(run, id));
    post(
        "runs/log-metric",
        ("{'run_id': '%s', 'model_id': '%s', 'key': 'f1', 'value': 0.8, 'timestamp': 3,"
                + " 'dataset_name': 'customers', 'dataset_digest': 'a1b2c3d4'}")
            .formatted(run, id));
  }

  private static String path(JsonNode info) {
    return info.get("artifact_uri").asText().replace("mlflow-artifacts:/", "");
  }

  private void registry() {
    post(
        "registered-models/create",
        "{'name': 'Churn-Bäume', 'description': 'predicts churn', 'tags': ["
            + "{'key': 'team', 'value': 'risk'}, {'key': 'long', 'value': '" + "x".repeat(150)
            + "'}]}");
    JsonNode run = post("runs/search", "{'experiment_ids': ['1'], 'order_by': ['params.depth']}")
        .at("/runs/0/info");
    JsonNode logged =
        post("logged-models/search", "{'experiment_ids': ['1']}").at("/models/0/info");
    version("'source': 'runs:/%s/model', 'run_id': '%1$s'"
        .formatted(run.get("run_id").asText()));
    version("'source': 'models:/%s', 'model_id': '%1$s', 'description': 'from a logged model'"
        .formatted(logged.get("model_id").asText()));
    version("'source': 's3://bucket/churn', 'tags': [{'key': 'region', 'value': 'eu'}]");
    server.verify("Churn-B%C3%A4ume", "1");
    post("registered-models/alias", "{'name': 'Churn-Bäume', 'alias': 'champion', 'version': '2'}");
    post(
        "model-versions/transition-stage",
        "{'name': 'Churn-Bäume', 'version': '1', 'stage': 'Production',"
            + " 'archive_existing_versions': false}");
    post(
        "registered-models/create",
        "{'name': 'prompt', 'tags': [{'key': 'mlflow.prompt.is_prompt', 'value': 'true'}]}");
    post(
        "model-versions/create",
        "{'name': 'prompt', 'source': 'prompt-template', 'tags': ["
            + "{'key': 'mlflow.prompt.is_prompt', 'value': 'true'},"
            + "{'key': 'mlflow.prompt.text', 'value': 'Hello {{name}}'}]}");
  }

  private void version(String fields) {
    post("model-versions/create", "{'name': 'Churn-Bäume', " + fields + "}");
  }

  /** Names and numbers that are not used again. */
  private void deletions() {
    server.post("registered-models/create", json("{'name': 'fraud'}"), "Idempotency-Key", "7d4c2f");
    post("model-versions/create", "{'name': 'fraud', 'source': 's3://bucket/1'}");
    post("model-versions/create", "{'name': 'fraud', 'source': 's3://bucket/2'}");
    post("registered-models/rename", "{'name': 'fraud', 'new_name': 'scam'}");
    server.delete("model-versions/delete", json("{'name': 'scam', 'version': '2'}"));
    post("registered-models/create", "{'name': 'short-lived'}");
    post("model-versions/create", "{'name': 'short-lived', 'source': 's3://bucket/1'}");
    server.delete("registered-models/delete", json("{'name': 'short-lived'}"));
    post("experiments/create", "{'name': 'abandoned'}");
    post("runs/create", "{'experiment_id': '2', 'run_name': 'abandoned'}");
    post("experiments/delete", "{'experiment_id': '2'}");
  }

  private void team() {
    String experiment =
        post("experiments/create", "{'name': 'churn'}").get("experiment_id").asText();
    run(experiment, 8);
    post("registered-models/create", "{'name': 'Churn-Bäume'}");
    version("'source': 's3://bucket/team-a'");
  }

  private JsonNode post(String route, String body) {
    return server.post(route, json(body));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
