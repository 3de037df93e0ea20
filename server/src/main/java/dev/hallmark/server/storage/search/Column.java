package dev.hallmark.server.storage.search;

import dev.hallmark.server.storage.functions.CaseFolding;

/**
 * An attribute's column, or an expression that looks the value up.
 *
 * @param sql over the resource's table
 * @param folded a column with the {@link CaseFolding folded} text; empty when there is none
 * @param prefix a column with the beginning of a long text, which is in the index; empty when the column itself is short
 *     and in the index
 * @param probe whether an index finds rows by this column
 * @param inSubstrings whether the folded text is found by any substring: by an index of trigrams on PostgreSQL, by {@link
 *     SubstringIndex} on H2
 */
public record Column(
    String sql,
    SortType type,
    boolean nullable,
    String folded,
    String prefix,
    Probe probe,
    boolean inSubstrings) {
  /** How an index begins that finds rows by the column. */
  public enum Probe {
    NONE,
    /** With the column. */
    ALONE,
    /** With the columns of the equality filters. */
    IN_SCOPE
  }

  public static Column text(String sql) {
    return new Column(sql, SortType.TEXT, false, "", "", Probe.NONE, false);
  }

  public static Column whole(String sql) {
    return new Column(sql, SortType.WHOLE, false, "", "", Probe.NONE, false);
  }

  public Column nullableToo() {
    return new Column(sql, type, true, folded, prefix, probe, inSubstrings);
  }

  public Column probed(Probe by) {
    return new Column(sql, type, nullable, folded, prefix, by, inSubstrings);
  }

  public Column foldedIn(String column) {
    return new Column(sql, type, nullable, column, prefix, probe, inSubstrings);
  }

  public Column prefixIn(String column) {
    return new Column(sql, type, nullable, folded, column, probe, inSubstrings);
  }

  public Column foundByPieces() {
    return new Column(sql, type, nullable, folded, prefix, probe, true);
  }
}
