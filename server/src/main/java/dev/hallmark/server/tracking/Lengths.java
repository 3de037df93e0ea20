package dev.hallmark.server.tracking;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** Limits of lengths, counted in code points as in MLflow. */
public final class Lengths {
  private Lengths() {}

  public static void requireAtMost(int most, Subject subject, String field, String value) {
    if (value.length() > most && value.codePointCount(0, value.length()) > most) {
      throw RegistryException.invalid(subject, Reason.TOO_LONG, field, value, most);
    }
  }

  /** Truncates to this many code points. */
  public static String truncate(int most, String value) {
    return value.length() <= most || value.codePointCount(0, value.length()) <= most
        ? value
        : value.substring(0, value.offsetByCodePoints(0, most));
  }
}
