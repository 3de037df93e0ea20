package dev.hallmark.server.web;

import java.util.function.BooleanSupplier;

/**
 * Facts about the server for its web pages.
 *
 * @param version the version of Hallmark
 * @param mlflow the MLflow version that the server is compatible with
 * @param publicUrl empty if not configured
 * @param workspaces whether workspaces other than {@code default} are enabled
 */
public record Product(
    String version, String mlflow, String publicUrl, boolean workspaces, BooleanSupplier ready) {

  boolean isReady() {
    return ready.getAsBoolean();
  }

  /** Versions contain no characters that JSON has to escape. */
  String json() {
    return """
        {"product": "Hallmark", "version": "%s", "mlflow_version": "%s", "api": "/api/2.0/mlflow"}
        """.formatted(version, mlflow);
  }
}
