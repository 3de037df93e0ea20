package dev.hallmark.server.api.mlflow.json;

import com.fasterxml.jackson.databind.DeserializationContext;

/** The heap budget for parsing the JSON of one request. Deserializers account for what they allocate. */
interface ParseBudget {
  String ATTRIBUTE = "hallmark.budget";

  void take(long bytes);

  static ParseBudget of(DeserializationContext ctxt) {
    return (ParseBudget) ctxt.getAttribute(ATTRIBUTE);
  }
}
