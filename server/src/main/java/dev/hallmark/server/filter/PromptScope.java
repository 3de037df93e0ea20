package dev.hallmark.server.filter;

/** MLflow stores prompts as registered models. A search returns either models or prompts. */
public enum PromptScope {
  MODELS,
  PROMPTS,
  /** The resource has no prompts. */
  NOT_APPLICABLE
}
