package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Keys;
import dev.hallmark.server.tracking.Lengths;

/** A tag that an experiment may carry. */
public record ExperimentTag(String key, String value) {
  private static final int MAX_VALUE = 20_000;
  static final String VIEW_PREFIX = "mlflow.customView.view";

  public ExperimentTag {
    Keys.check(Subject.EXPERIMENT_TAG, "key", key);
    Lengths.requireAtMost(MAX_VALUE, Subject.EXPERIMENT_TAG, "value", value);
  }

  /** Tags that MLflow's user interface keeps its saved views in; an experiment may carry 50 of them. */
  boolean isView() {
    return key.startsWith(VIEW_PREFIX);
  }
}
