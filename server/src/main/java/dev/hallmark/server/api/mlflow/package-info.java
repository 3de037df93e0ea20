/** MLflow's protocol: authentication, base paths, and routes that belong to no single resource. */
package dev.hallmark.server.api.mlflow;
