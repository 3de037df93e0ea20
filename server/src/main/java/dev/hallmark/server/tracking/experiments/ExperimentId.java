package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.regex.Pattern;

/** The id of an experiment, which is also its internal id. */
public record ExperimentId(long value) {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

  /** Parses the decimal text that clients send. Throws NOT_FOUND for a number that exceeds 64 bits. */
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
