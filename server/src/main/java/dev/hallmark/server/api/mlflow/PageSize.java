package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** How many rows a page may have. */
public final class PageSize {
  private PageSize() {}

  /**
   * @param asked null when absent
   * @param otherwise what absence means; 0 where it is not allowed
   */
  public static int of(Subject subject, Long asked, int otherwise, int most) {
    long limit = asked == null ? otherwise : asked;
    if (limit < 1 || limit > most) {
      throw RegistryException.invalid(subject, Reason.OUT_OF_RANGE, "max_results", limit, most);
    }
    return (int) limit;
  }

  /** The same where absence means the most, and a refusal names both ends. */
  public static int between(Subject subject, Long asked, int most) {
    long limit = asked == null ? most : asked;
    if (limit < 1 || limit > most) {
      throw RegistryException.invalid(subject, Reason.OUT_OF_RANGE, "max_results", limit, most, 1);
    }
    return (int) limit;
  }
}
