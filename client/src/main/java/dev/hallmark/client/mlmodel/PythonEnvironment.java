package dev.hallmark.client.mlmodel;

import java.util.Map;

/**
 * What Python needs to load a model; all empty for one that Python cannot load.
 *
 * <pre>{@code
 * log.info("made for Python {}", model.environment().pythonVersion());
 * }</pre>
 *
 * @param conda the file beside {@code MLmodel} that lists the packages for conda, such as {@code conda.yaml}
 * @param virtualenv the same for virtualenv, such as {@code python_env.yaml}
 */
public record PythonEnvironment(String pythonVersion, String conda, String virtualenv) {

  /** Before MLflow 2 the environment was the name of conda's file only. */
  static PythonEnvironment of(Map<String, Object> flavor) {
    Object env = flavor.getOrDefault("env", Map.of());
    Map<String, Object> files =
        env instanceof String file ? Map.of("conda", file) : MlModel.map(env, "env");
    return new PythonEnvironment(
        MlModel.text(flavor, "python_version"),
        MlModel.text(files, "conda"),
        MlModel.text(files, "virtualenv"));
  }
}
