package dev.hallmark.server.registry.tags;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** A tag to set. */
public record NewTag(TagKey key, String value) {
  private static final int MAX_LENGTH = 100_000;

  public NewTag {
    if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
      throw RegistryException.invalid(
          key.value().equals(Prompts.TEXT) ? Subject.PROMPT : Subject.MODEL_TAG,
          Reason.TOO_LONG,
          "value",
          value,
          MAX_LENGTH);
    }
  }
}
