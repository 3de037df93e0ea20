package dev.hallmark.server.storage.search;

import java.util.List;

/** An expression of an ORDER BY; never null. */
public record SortKey(Sql value, SortType type, boolean ascending) {
  /** Sort keys for a nullable value: rows without it come last in both directions, by a leading rank. */
  public static List<SortKey> nullable(Sql value, SortType type, boolean ascending) {
    Sql rank = Sql.of("CASE WHEN ").then(value).then(" IS NULL THEN 1 ELSE 0 END");
    String absent = type == SortType.TEXT ? "''" : "0";
    Sql filled = Sql.of("coalesce(").then(value).then(", " + absent + ")");
    return List.of(new SortKey(rank, SortType.WHOLE, true), new SortKey(filled, type, ascending));
  }

  public int compare(Object left, Object right, Dialect dialect) {
    int order = type.compare(left, right, dialect);
    return ascending ? order : -order;
  }

  /** {@code <value> > ?} or {@code <value> < ?}: rows after this value. */
  public Sql beyond(Sql expression, Object value) {
    return expression.then(ascending ? " > ?" : " < ?", value);
  }

  public String direction() {
    return ascending ? "" : " DESC";
  }
}
