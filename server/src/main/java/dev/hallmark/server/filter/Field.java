package dev.hallmark.server.filter;

/**
 * The left side of a condition, or the field of a sort order.
 *
 * @param key the canonical name of an attribute, or the key of a tag, param or metric
 */
public record Field(Kind kind, String key) {
  /** The kind of a field. */
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

    /** The name in error messages. */
    public String word() {
      return word;
    }
  }

  public static Field attribute(String key) {
    return new Field(Kind.ATTRIBUTE, key);
  }
}
