package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.regex.Pattern;

/** The number of an experiment. It is also the internal id. */
public record ExperimentId(long value) {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

  /** Reads the decimal text that clients send. A number that no experiment can have is NOT_FOUND. */
  public static ExperimentId of(String text) {
    if (!INTEGER.matcher(text).matches()) {
      throw RegistryException.invalid(Subject.EXPERIMENT, Reason.WRONG_TYPE, "experiment_id", text);
    }
    try {
      return new ExperimentId(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw RegistryException.notFound(Subject.EXPERIMENT, "experiment_id", text);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
