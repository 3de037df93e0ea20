package dev.hallmark.server.tracking.models;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.GeneratedNames;
import dev.hallmark.server.tracking.Lengths;
import java.util.random.RandomGenerator;

/** The name of a logged model; need not be unique. */
public record LoggedModelName(String value) {
  private static final int MAX_LENGTH = 500;
  private static final String REFUSED = "/:.%\"'";

  public LoggedModelName {
    Lengths.requireAtMost(MAX_LENGTH, Subject.LOGGED_MODEL, "name", value);
    if (value.isBlank() || value.chars().anyMatch(c -> REFUSED.indexOf(c) >= 0)) {
      throw RegistryException.invalid(Subject.LOGGED_MODEL, Reason.CHARACTERS, "name", value);
    }
  }

  public static LoggedModelName generated(RandomGenerator random) {
    return new LoggedModelName(GeneratedNames.next(random));
  }
}
