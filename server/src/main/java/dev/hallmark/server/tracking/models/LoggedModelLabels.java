package dev.hallmark.server.tracking.models;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Lengths;

/**
 * Free texts that a logged model is created with; both may be empty.
 *
 * @param sourceRunId the run that logs it; MLflow does not ask whether there is such a run
 */
public record LoggedModelLabels(String modelType, String sourceRunId) {
  private static final int MAX_TYPE = 500;
  private static final int MAX_RUN = 256;

  public LoggedModelLabels {
    Lengths.requireAtMost(MAX_TYPE, Subject.LOGGED_MODEL, "model_type", modelType);
    Lengths.requireAtMost(MAX_RUN, Subject.LOGGED_MODEL, "source_run_id", sourceRunId);
  }
}
