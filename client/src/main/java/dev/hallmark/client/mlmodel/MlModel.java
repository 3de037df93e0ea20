package dev.hallmark.client.mlmodel;

import dev.hallmark.client.HallmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The file {@code MLmodel} that MLflow writes beside a model's files. Texts that it leaves out are empty, and so are a signature and an
 * environment that it does not have.
 *
 * <pre>{@code
 * MlModel model = MlModel.read(folder.resolve("MLmodel"));
 * if (!model.flavors().containsKey("onnx")) {
 *   throw new IllegalStateException("a model of run " + model.runId() + " that is not ONNX: " + model.flavors().keySet());
 * }
 * }</pre>
 *
 * @param flavors the settings of each, where lists and maps stand for themselves and nulls are left out
 * @param modelId the logged model; empty before MLflow 3
 * @param created the epoch when it is not said
 * @param metadata what its maker added
 */
public record MlModel(
    Map<String, Map<String, Object>> flavors,
    Signature signature,
    PythonEnvironment environment,
    String runId,
    String modelId,
    String artifactPath,
    String mlflowVersion,
    Instant created,
    Map<String, Object> metadata) {

  public MlModel {
    flavors = Map.copyOf(flavors);
    metadata = Map.copyOf(metadata);
  }

  /** Throws with code {@code LOCAL_FILE} or, naming the line, {@code UNUSABLE}. */
  public static MlModel read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new HallmarkException(HallmarkException.LOCAL_FILE, "cannot read " + file, e);
    }
  }

  /** @param text what the file holds, as PyYAML writes it for MLflow; YAML knows more, which is refused */
  public static MlModel parse(String text) {
    Map<String, Object> top = map(new YamlReader(text).read(), "MLmodel");
    Map<String, Map<String, Object>> flavors = new LinkedHashMap<>();
    map(top.getOrDefault("flavors", Map.of()), "flavors")
        .forEach((name, settings) -> flavors.put(name, map(settings, name)));
    return new MlModel(
        flavors,
        Signature.of(map(top.getOrDefault("signature", Map.of()), "signature")),
        PythonEnvironment.of(flavors.getOrDefault("python_function", Map.of())),
        text(top, "run_id"),
        text(top, "model_id"),
        text(top, "artifact_path"),
        text(top, "mlflow_version"),
        time(text(top, "utc_time_created")),
        map(top.getOrDefault("metadata", Map.of()), "metadata"));
  }

  static String text(Map<String, Object> map, String key) {
    return map.getOrDefault(key, "").toString();
  }

  static Map<String, Object> map(Object value, String name) {
    if (!(value instanceof Map<?, ?> pairs)) {
      throw new HallmarkException(
          HallmarkException.UNUSABLE, name + " is no map of names and values: " + value);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    pairs.forEach((key, item) -> map.put(key.toString(), item));
    return Collections.unmodifiableMap(map);
  }

  /** As Python writes a time in UTC without saying so: {@code 2026-11-21 16:16:45.579846}. */
  private static Instant time(String text) {
    try {
      return text.isEmpty()
          ? Instant.EPOCH
          : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new HallmarkException(
          HallmarkException.UNUSABLE, "utc_time_created is '" + text + "', which is no time", e);
    }
  }
}
