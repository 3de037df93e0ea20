package dev.hallmark.server.storage.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A fragment of SQL with its bind values, in order. Values are never part of the text. */
public record Sql(String text, List<Object> binds) {
  public static final Sql NONE = Sql.of("");

  public Sql {
    binds = List.copyOf(binds);
  }

  public static Sql of(String text, Object... binds) {
    return new Sql(text, List.of(binds));
  }

  public Sql then(String more, Object... values) {
    return then(Sql.of(more, values));
  }

  public Sql then(Sql more) {
    List<Object> all = new ArrayList<>(binds);
    all.addAll(more.binds);
    return new Sql(text + more.text, all);
  }

  public static Sql join(String separator, List<Sql> pieces) {
    List<Object> all = new ArrayList<>();
    pieces.forEach(piece -> all.addAll(piece.binds));
    return new Sql(String.join(separator, pieces.stream().map(Sql::text).toList()), all);
  }

  /** Joins conditions with AND; true if there are none. */
  public static Sql and(List<Sql> tests) {
    return tests.isEmpty() ? Sql.of("1 = 1") : join(" AND ", tests);
  }

  /** {@code <this> in (?, …)} */
  public Sql in(List<?> values) {
    String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
    return then(" IN (" + marks + ")", values.toArray());
  }

  /** The same value, hidden from the optimizer so that it uses no index for it. Subqueries need no change. */
  public Sql hidden() {
    return text.startsWith("(")
        ? this
        : Sql.of("coalesce(").then(this).then(", ").then(this).then(")");
  }
}
