/** MLflow's error responses: status, error code and message. */
package dev.hallmark.server.api.mlflow.errors;
