/** MLflow's protocol: how its clients authenticate, its paths, and the routes that belong to no single resource. */
package dev.hallmark.server.api.mlflow;
