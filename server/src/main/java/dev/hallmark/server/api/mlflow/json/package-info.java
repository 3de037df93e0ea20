/** Reads requests as records and writes records and lists, in the JSON of MLflow's protocol. */
package dev.hallmark.server.api.mlflow.json;
