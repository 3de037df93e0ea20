package dev.hallmark.server.error;

/** The type of object that an error refers to. */
public enum Subject {
  REQUEST,
  IDEMPOTENCY_KEY,
  ROUTE,
  FILTER,
  ORDER,
  PAGE_TOKEN,
  WORKSPACE,
  EXPERIMENT,
  EXPERIMENT_TAG,
  RUN,
  RUN_TAG,
  PARAM,
  METRIC,
  DATASET,
  LOGGED_MODEL,
  LOGGED_MODEL_TAG,
  REGISTERED_MODEL,
  MODEL_TAG,
  MODEL_VERSION,
  VERSION_TAG,
  ALIAS,
  STAGE,
  SOURCE,
  PROMPT,
  ARTIFACT,
  STORAGE
}
