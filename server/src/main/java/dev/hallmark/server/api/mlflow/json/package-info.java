/** Reads the JSON of requests as records and writes records, lists and errors as JSON, as MLflow's protocol spells it. */
package dev.hallmark.server.api.mlflow.json;
