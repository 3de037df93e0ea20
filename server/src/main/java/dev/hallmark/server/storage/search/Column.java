package dev.hallmark.server.storage.search;

import dev.hallmark.server.storage.functions.CaseFolding;

/**
 * The column of an attribute, or an expression for its value.
 *
 * @param sql refers to the table of the resource
 * @param folded a column with the {@link CaseFolding case-folded} text; empty if there is none
 * @param prefix an indexed column with the beginning of a long text; empty if the column itself is short and indexed
 * @param probe whether an index finds rows by this column
 * @param inSubstrings whether an index finds substrings of the folded text: a trigram index on PostgreSQL, a {@code SubstringIndex} on H2
 */
public record Column(
    String sql,
    SortType type,
    boolean nullable,
    String folded,
    String prefix,
    Probe probe,
    boolean inSubstrings) {
  /** The first columns of an index on this column. */
  public enum Probe {
    NONE,
    /** The column itself. */
    ALONE,
    /** The columns of the equality filters, then the column. */
    IN_SCOPE
  }

  public static Column text(String sql) {
    return new Column(sql, SortType.TEXT, false, "", "", Probe.NONE, false);
  }

  public static Column whole(String sql) {
    return new Column(sql, SortType.WHOLE, false, "", "", Probe.NONE, false);
  }

  public Column asNullable() {
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

  public Column foundBySubstring() {
    return new Column(sql, type, nullable, folded, prefix, probe, true);
  }
}
