/** Routes of experiments, runs, metrics and logged models, and their JSON. */
package dev.hallmark.server.api.mlflow.tracking;
