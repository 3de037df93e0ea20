package dev.hallmark.server.filter;

/**
 * One key of a sort order. In both directions, rows without a value come last, and NaN directly before them.
 *
 * @param dataset restricts the values of a logged model's metric; otherwise {@link DatasetRef#ANY}
 */
public record OrderKey(Field field, boolean ascending, DatasetRef dataset) {
  public OrderKey(Field field, boolean ascending) {
    this(field, ascending, DatasetRef.ANY);
  }
}
