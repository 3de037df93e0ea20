package dev.hallmark.server.tracking.models;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Lengths;

/**
 * Optional fields of a new logged model; both can be empty.
 *
 * @param sourceRunId the run that logs it; not checked, as in MLflow
 */
public record LoggedModelLabels(String modelType, String sourceRunId) {
  private static final int MAX_TYPE = 500;
  private static final int MAX_RUN = 256;

  public LoggedModelLabels {
    Lengths.requireAtMost(MAX_TYPE, Subject.LOGGED_MODEL, "model_type", modelType);
    Lengths.requireAtMost(MAX_RUN, Subject.LOGGED_MODEL, "source_run_id", sourceRunId);
  }
}
