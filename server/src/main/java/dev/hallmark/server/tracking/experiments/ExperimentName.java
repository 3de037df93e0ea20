package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Lengths;

/** The name of an experiment, unique in its workspace, including deleted experiments. */
public record ExperimentName(String value) {
  private static final int MAX_LENGTH = 500;

  public ExperimentName {
    if (value.isBlank()) {
      throw RegistryException.invalid(Subject.EXPERIMENT, "name", value);
    }
    Lengths.requireAtMost(MAX_LENGTH, Subject.EXPERIMENT, "name", value);
  }
}
