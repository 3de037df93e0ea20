package dev.hallmark.server.filter;

/**
 * The left side of a condition, or what a list is ordered by.
 *
 * @param key the canonical name of an attribute, or the free key of a tag, param or metric
 */
public record Field(Kind kind, String key) {
  /** Where the value is found. */
  public enum Kind {
    ATTRIBUTE("attribute"),
    TAG("tag"),
    PARAM("parameter"),
    METRIC("metric"),
    DATASET("dataset");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** How error texts call it. */
    public String word() {
      return word;
    }
  }

  public static Field attribute(String key) {
    return new Field(Kind.ATTRIBUTE, key);
  }
}
