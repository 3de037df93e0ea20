package dev.hallmark.server.web;

import java.util.function.BooleanSupplier;

/**
 * What a page tells about the server.
 *
 * @param version Hallmark's own
 * @param mlflow the release of MLflow that it stands in for
 * @param publicUrl empty when the operator has not said what the server's address is
 * @param workspaces whether there may be other ones than the one that is counted
 */
public record Product(
    String version, String mlflow, String publicUrl, boolean workspaces, BooleanSupplier ready) {

  boolean isReady() {
    return ready.getAsBoolean();
  }

  /** Versions hold nothing that JSON would have to escape. */
  String json() {
    return """
        {"product": "Hallmark", "version": "%s", "mlflow_version": "%s", "api": "/api/2.0/mlflow"}
        """.formatted(version, mlflow);
  }
}
