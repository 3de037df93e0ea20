/** MLflow's error responses: status, error code and message for each refusal. */
package dev.hallmark.server.api.mlflow.errors;
