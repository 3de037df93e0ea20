package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Keys;
import dev.hallmark.server.tracking.Lengths;

/** A tag of an experiment. */
public record ExperimentTag(String key, String value) {
  private static final int MAX_VALUE = 20_000;
  static final String VIEW_PREFIX = "mlflow.customView.view";

  public ExperimentTag {
    Keys.check(Subject.EXPERIMENT_TAG, "key", key);
    Lengths.requireAtMost(MAX_VALUE, Subject.EXPERIMENT_TAG, "value", value);
  }

  /** Whether the tag stores a view of MLflow's web UI; the number of these tags per experiment is limited. */
  boolean isView() {
    return key.startsWith(VIEW_PREFIX);
  }
}
