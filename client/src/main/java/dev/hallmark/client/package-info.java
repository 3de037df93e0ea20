/** A client for MLflow's REST API: model registry, experiments, runs and artifacts. */
package dev.hallmark.client;
