package dev.hallmark.compat.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.compat.faults.Cell.Reader;
import dev.hallmark.compat.wire.Answer;
import dev.hallmark.compat.wire.Mlflow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** How the values of cells are read back. */
final class Readers {
  private static final int BATCH = 20;
  private static final String METRIC = "loss";

  private Readers() {}

  static Reader model(String name) {
    return mlflow ->
        present(mlflow.get("registered-models/get", "name", name), "/registered_model/name");
  }

  static Reader alias(String model, String alias) {
    return mlflow -> present(
        mlflow.get("registered-models/alias", "name", model, "alias", alias),
        "/model_version/version");
  }

  static Reader modelTag(String model, String key) {
    return mlflow -> tag(mlflow.model(model), key);
  }

  static Reader versionTag(String model, int version, String key) {
    return mlflow -> tag(version(mlflow, model, version), key);
  }

  static Reader stage(String model, int version) {
    return mlflow -> version(mlflow, model, version).path("current_stage").asText();
  }

  static Reader source(String model, int version) {
    return mlflow -> version(mlflow, model, version).path("source").asText();
  }

  /** The digest of the file's bytes. */
  static Reader file(String uri) {
    return mlflow -> {
      Answer answer = mlflow.getArtifact(uri);
      return absent(answer) ? "" : digest(answer.orFail().body());
    };
  }

  /** The digest of a file of a registered version. */
  static Reader versionFile(String model, int version, String path) {
    return mlflow -> {
      JsonNode uri = mlflow
          .get("model-versions/get-download-uri", "name", model, "version", "" + version)
          .orFail()
          .json();
      return file(uri.get("artifact_uri").asText() + "/" + path).read(mlflow);
    };
  }

  /** A batch of metrics: the steps of all batches follow one another. */
  static List<Map<String, Object>> batch(int number) {
    return IntStream.range(number * BATCH, (number + 1) * BATCH)
        .mapToObj(step -> Mlflow.metric(METRIC, step / 2.0, step))
        .toList();
  }

  /** How many batches were logged. A batch of which only a part is there, or one left out, is none. */
  static Reader batches(String run) {
    return mlflow -> {
      JsonNode metrics = mlflow
          .get("metrics/get-history", "run_id", run, "metric_key", METRIC)
          .orFail()
          .json()
          .path("metrics");
      long[] steps = StreamSupport.stream(metrics.spliterator(), false)
          .mapToLong(metric -> metric.path("step").asLong())
          .sorted()
          .toArray();
      boolean whole = steps.length % BATCH == 0
          && LongStream.range(0, steps.length).allMatch(step -> steps[(int) step] == step);
      return !whole
          ? "broken: " + steps.length + " steps"
          : steps.length == 0 ? "" : "" + steps.length / BATCH;
    };
  }

  private static JsonNode version(Mlflow mlflow, String model, int version) throws IOException {
    return mlflow.getVersion(model, version).orFail().json().get("model_version");
  }

  private static String tag(JsonNode owner, String key) {
    return StreamSupport.stream(owner.path("tags").spliterator(), false)
        .filter(tag -> tag.path("key").asText().equals(key))
        .map(tag -> tag.path("value").asText())
        .findFirst()
        .orElse("");
  }

  private static String present(Answer answer, String pointer) {
    return absent(answer) ? "" : answer.orFail().json().at(pointer).asText();
  }

  /** An absent alias is a 400 in MLflow, all else a 404. */
  private static boolean absent(Answer answer) {
    return answer.status() == 404 || answer.status() == 400 && answer.text().contains("not found");
  }

  static String digest(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /** Of a file that can be larger than the memory. */
  static String digest(Path file) throws IOException {
    try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
