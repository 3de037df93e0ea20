package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** Checks {@code max_results}. */
public final class PageSize {
  private PageSize() {}

  /**
   * @param asked null if missing
   * @param otherwise the default; 0 if the field is required
   */
  public static int of(Subject subject, Long asked, int otherwise, int most) {
    long limit = asked == null ? otherwise : asked;
    if (limit < 1 || limit > most) {
      throw RegistryException.invalid(subject, Reason.OUT_OF_RANGE, "max_results", limit, most);
    }
    return (int) limit;
  }

  /** As {@link #of} with the maximum as default. The error message then names both limits. */
  public static int between(Subject subject, Long asked, int most) {
    long limit = asked == null ? most : asked;
    if (limit < 1 || limit > most) {
      throw RegistryException.invalid(subject, Reason.OUT_OF_RANGE, "max_results", limit, most, 1);
    }
    return (int) limit;
  }
}
