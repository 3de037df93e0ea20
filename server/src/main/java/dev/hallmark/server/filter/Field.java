package dev.hallmark.server.filter;

import java.util.Locale;

/**
 * The left side of a condition, or what a list is ordered by.
 *
 * @param key the canonical name of an attribute, or the free key of a tag, param or metric
 */
public record Field(Kind kind, String key) {
  /** Where the value is found. */
  public enum Kind {
    ATTRIBUTE,
    TAG,
    PARAM,
    METRIC,
    DATASET;

    /** The word for it in error texts. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Field attribute(String key) {
    return new Field(Kind.ATTRIBUTE, key);
  }
}
