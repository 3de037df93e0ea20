package dev.hallmark.server.registry.models;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** The description of a model or a version; may be empty. */
public record Description(String value) {
  private static final int MAX_LENGTH = 100_000; // MLflow's own server allows 5,000

  public Description {
    if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
      throw RegistryException.invalid(
          Subject.REGISTERED_MODEL, Reason.TOO_LONG, "description", value, MAX_LENGTH);
    }
  }
}
