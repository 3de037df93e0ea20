package dev.hallmark.server.filter;

/** The resource of a filter or an order. MLflow's error messages differ between resources. */
public enum Searched {
  REGISTERED_MODELS,
  MODEL_VERSIONS,
  EXPERIMENTS,
  RUNS,
  LOGGED_MODELS
}
