package dev.hallmark.server.api.mlflow.json;

import com.fasterxml.jackson.databind.DeserializationContext;

/** The memory that reading the JSON of one request may take: readers take from it what they allocate. */
interface ParseBudget {
  String ATTRIBUTE = "hallmark.budget";

  void take(long bytes);

  static ParseBudget of(DeserializationContext ctxt) {
    return (ParseBudget) ctxt.getAttribute(ATTRIBUTE);
  }
}
