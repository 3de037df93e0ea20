package dev.hallmark.server.filter;

/** What a filter or an order is for. MLflow words its refusals differently for each. */
public enum Searched {
  REGISTERED_MODELS,
  MODEL_VERSIONS,
  EXPERIMENTS,
  RUNS,
  LOGGED_MODELS
}
