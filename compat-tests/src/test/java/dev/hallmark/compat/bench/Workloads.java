package dev.hallmark.compat.bench;

import dev.hallmark.compat.wire.Mlflow;
import dev.hallmark.compat.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is measured, in this order; each workload makes models of its own. */
final class Workloads {
  private static final int CONNECTIONS = 16;
  private static final int FILES = 7;
  private static final int MODELS = 2_000;
  private static final int METRICS = 100;
  private static final String EXPERIMENT = "0";
  private static final String ELSEWHERE = "s3://bucket/model";
  private static final byte[] NOTHING = new byte[0];

  private Workloads() {}

  static List<Workload> all() {
    return List.of(
        new Workload("create a model", CONNECTIONS, mlflow -> createModel("created")),
        new Workload("create a model, 64 connections", 64, mlflow -> createModel("crowded")),
        new Workload(
            "create a version as reference",
            CONNECTIONS,
            mlflow -> createReference(mlflow, "referring")),
        new Workload("create a version sealed from 7 files", CONNECTIONS, Workloads::createSealed),
        new Workload("get a version", CONNECTIONS, mlflow -> getVersion(mlflow, "read-by-many")),
        new Workload("get a version, 1 connection", 1, mlflow -> getVersion(mlflow, "read-by-one")),
        new Workload("get a version by alias", CONNECTIONS, Workloads::getByAlias),
        new Workload("transition a stage", CONNECTIONS, mlflow -> transition(mlflow, "moved")),
        new Workload("search 2,000 models by prefix, page of 100", CONNECTIONS, Workloads::search),
        new Workload("log-batch of 100 metrics", CONNECTIONS, Workloads::logBatch));
  }

  /** What a server is asked to do as soon as it is there. @param round tells the models of one round from those of another */
  static List<Workload> writes(String round) {
    return List.of(
        new Workload("create a model", CONNECTIONS, mlflow -> createModel("created" + round)),
        new Workload(
            "create a version as reference",
            CONNECTIONS,
            mlflow -> createReference(mlflow, "referring" + round)),
        new Workload(
            "transition a stage", CONNECTIONS, mlflow -> transition(mlflow, "moved" + round)));
  }

  private static Workload.Requests createModel(String prefix) {
    return (client, n) -> Mlflow.postRequest(
        "registered-models/create", Map.of("name", prefix + "-" + client + "-" + n));
  }

  private static Workload.Requests createReference(Mlflow mlflow, String name) throws IOException {
    mlflow.createModel(name).orFail();
    return createVersion(Map.of("name", name, "source", ELSEWHERE));
  }

  private static Workload.Requests createSealed(Mlflow mlflow) throws IOException {
    Map<String, byte[]> files = IntStream.range(0, FILES)
        .boxed()
        .collect(Collectors.toMap(
            i -> "file-" + i, i -> ("content " + i).repeat(500).getBytes(StandardCharsets.UTF_8)));
    mlflow.createModel("sealed").orFail();
    return createVersion(Mlflow.sealed("sealed", mlflow.logModel(EXPERIMENT, files)));
  }

  private static Workload.Requests createVersion(Map<String, String> fields) {
    return always(Mlflow.postRequest("model-versions/create", fields));
  }

  private static Workload.Requests getVersion(Mlflow mlflow, String name) throws IOException {
    withVersion(mlflow, name);
    return always(get("model-versions/get", "name", name, "version", "1"));
  }

  private static Workload.Requests getByAlias(Mlflow mlflow) throws IOException {
    withVersion(mlflow, "aliased");
    mlflow.setAlias("aliased", "champion", 1).orFail();
    return always(get("registered-models/alias", "name", "aliased", "alias", "champion"));
  }

  private static void withVersion(Mlflow mlflow, String name) throws IOException {
    mlflow.createModel(name).orFail();
    mlflow.createReference(name, ELSEWHERE).orFail();
    mlflow.setModelTag(name, "team", "fraud").orFail();
    mlflow.setVersionTag(name, 1, "checked", "yes").orFail();
  }

  /** Each client moves a version of its own to and fro. */
  private static Workload.Requests transition(Mlflow mlflow, String prefix) throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      withVersion(mlflow, prefix + "-" + i);
    }
    return (client, n) -> Mlflow.postRequest(
        "model-versions/transition-stage",
        Map.of(
            "name",
            prefix + "-" + client,
            "version",
            "1",
            "stage",
            n % 2 == 0 ? "Staging" : "Production",
            "archive_existing_versions",
            false));
  }

  private static Workload.Requests search(Mlflow mlflow) throws IOException {
    for (int i = 0; i < MODELS; i++) {
      mlflow.createModel(String.format("searched-%05d", i)).orFail();
    }
    return always(get(
        "registered-models/search", "filter", "name LIKE 'searched-01%'", "max_results", "100"));
  }

  private static Workload.Requests logBatch(Mlflow mlflow) throws IOException {
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      runs.add(mlflow.createRun(EXPERIMENT).get("run_id").asText());
    }
    return (client, n) -> Mlflow.postRequest(
        "runs/log-batch",
        Map.of(
            "run_id", runs.get(client),
            "metrics",
                IntStream.range(0, METRICS)
                    .mapToObj(i -> Mlflow.metric("metric-" + i, n * 0.5, n + 1))
                    .toList()));
  }

  private static byte[] get(String route, String... query) {
    return Wire.request("GET", Mlflow.target(route, query), "", NOTHING);
  }

  private static Workload.Requests always(byte[] request) {
    return (client, n) -> request;
  }
}
