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
 * The file {@code MLmodel} in the folder of a model. Missing strings, signature and environment are empty.
 *
 * <pre>{@code
 * MlModel model = MlModel.read(folder.resolve("MLmodel"));
 * if (!model.flavors().containsKey("onnx")) {
 *   throw new IllegalStateException("a model of run " + model.runId() + " that is not ONNX: " + model.flavors().keySet());
 * }
 * }</pre>
 *
 * @param flavors the configuration of each flavor by its name, as lists, maps and scalars; nulls are left out
 * @param modelId the logged model; empty before MLflow 3
 * @param created {@link Instant#EPOCH} if missing
 * @param metadata the custom metadata of the model
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

  /** Throws with code {@code LOCAL_FILE} if the file cannot be read, and with {@code UNUSABLE} and the line if it cannot be parsed. */
  public static MlModel read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new HallmarkException(HallmarkException.LOCAL_FILE, "cannot read " + file, e);
    }
  }

  /** @param text the contents, in the subset of YAML that PyYAML writes for MLflow; other YAML is rejected */
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

  /** Parses a UTC time without an offset, as Python writes it: {@code 2026-11-21 16:16:45.579846}. */
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
