package dev.hallmark.server.filter;

/** MLflow keeps prompts among the registered models; a search sees one kind or the other, never both. */
public enum PromptScope {
  MODELS,
  PROMPTS,
  /** The resource has no prompts. */
  NOT_APPLICABLE
}
