package dev.hallmark.server.tracking;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** Lengths as MLflow counts them: in code points. */
public final class Lengths {
  private Lengths() {}

  public static void requireAtMost(int most, Subject subject, String field, String value) {
    if (value.length() > most && value.codePointCount(0, value.length()) > most) {
      throw RegistryException.invalid(subject, Reason.TOO_LONG, field, value, most);
    }
  }

  /** The first {@code most} code points. */
  public static String cut(int most, String value) {
    return value.length() <= most || value.codePointCount(0, value.length()) <= most
        ? value
        : value.substring(0, value.offsetByCodePoints(0, most));
  }
}
