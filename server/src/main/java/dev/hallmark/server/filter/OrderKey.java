package dev.hallmark.server.filter;

/**
 * One key of a sort order. Rows without the value come last in both directions, NaN directly before them.
 *
 * @param dataset which values of a logged model's metric count; {@link DatasetRef#ANY} everywhere else
 */
public record OrderKey(Field field, boolean ascending, DatasetRef dataset) {
  public OrderKey(Field field, boolean ascending) {
    this(field, ascending, DatasetRef.ANY);
  }
}
