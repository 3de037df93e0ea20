package dev.hallmark.client.mlmodel;

import java.util.Map;

/**
 * The Python environment of a model; empty for a model without the {@code python_function} flavor.
 *
 * <pre>{@code
 * log.info("made for Python {}", model.environment().pythonVersion());
 * }</pre>
 *
 * @param conda the conda environment file, relative to {@code MLmodel}, such as {@code conda.yaml}
 * @param virtualenv the virtualenv environment file, such as {@code python_env.yaml}
 */
public record PythonEnvironment(String pythonVersion, String conda, String virtualenv) {

  /** Before MLflow 2, {@code env} was only the name of the conda file. */
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
