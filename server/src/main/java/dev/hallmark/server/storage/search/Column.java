package dev.hallmark.server.storage.search;

/**
 * An attribute's column, or an expression that looks the value up.
 *
 * @param sql over the resource's table
 * @param folded a column with the lower-cased text; empty when there is none
 * @param head a column with the {@code headOf} of a long text, which is what the index has; empty when the column itself
 *     is short
 * @param probe whether an index finds rows by this column
 */
public record Column(
    String sql, SortType type, boolean nullable, String folded, String head, Probe probe) {
  /** How an index begins that finds rows by the column. */
  public enum Probe {
    NONE,
    /** With the column. */
    ALONE,
    /** With the pinned columns. */
    IN_SCOPE
  }

  public static Column text(String sql) {
    return new Column(sql, SortType.TEXT, false, "", "", Probe.NONE);
  }

  public static Column whole(String sql) {
    return new Column(sql, SortType.WHOLE, false, "", "", Probe.NONE);
  }

  public Column nullableToo() {
    return new Column(sql, type, true, folded, head, probe);
  }

  public Column probed(Probe by) {
    return new Column(sql, type, nullable, folded, head, by);
  }

  public Column foldedIn(String column) {
    return new Column(sql, type, nullable, column, head, probe);
  }

  public Column headIn(String column) {
    return new Column(sql, type, nullable, folded, column, probe);
  }
}
