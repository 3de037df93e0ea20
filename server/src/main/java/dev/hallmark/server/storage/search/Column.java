package dev.hallmark.server.storage.search;

import dev.hallmark.server.storage.search.Dialect.Suffixes;

/**
 * An attribute's column, or an expression that looks the value up.
 *
 * @param sql over the resource's table
 * @param folded a column with the lower-cased text; empty when there is none
 * @param head a column with the {@code headOf} of a long text, which is what the index has; empty when the column itself
 *     is short
 * @param probe whether an index finds rows by this column
 * @param suffixes where H2 finds the folded text by a piece of it; {@code NONE} when no engine does
 */
public record Column(
    String sql,
    SortType type,
    boolean nullable,
    String folded,
    String head,
    Probe probe,
    Suffixes suffixes) {
  /** How an index begins that finds rows by the column. */
  public enum Probe {
    NONE,
    /** With the column. */
    ALONE,
    /** With the pinned columns. */
    IN_SCOPE
  }

  public static Column text(String sql) {
    return new Column(sql, SortType.TEXT, false, "", "", Probe.NONE, Suffixes.NONE);
  }

  public static Column whole(String sql) {
    return new Column(sql, SortType.WHOLE, false, "", "", Probe.NONE, Suffixes.NONE);
  }

  public Column nullableToo() {
    return new Column(sql, type, true, folded, head, probe, suffixes);
  }

  public Column probed(Probe by) {
    return new Column(sql, type, nullable, folded, head, by, suffixes);
  }

  public Column foldedIn(String column) {
    return new Column(sql, type, nullable, column, head, probe, suffixes);
  }

  public Column headIn(String column) {
    return new Column(sql, type, nullable, folded, column, probe, suffixes);
  }

  /**
   * For a folded column that is found by pieces of its text: by a table of suffixes on H2, by an index of trigrams on
   * PostgreSQL.
   *
   * @param owner the table's column with the resource's id
   * @param length where the suffixes are cut
   */
  public Column piecesIn(String table, String owner, int length) {
    return new Column(sql, type, nullable, folded, head, probe, new Suffixes(table, owner, length));
  }
}
