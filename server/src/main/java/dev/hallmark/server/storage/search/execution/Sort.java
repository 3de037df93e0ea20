package dev.hallmark.server.storage.search.execution;

import dev.hallmark.server.storage.search.SortKey;
import dev.hallmark.server.storage.search.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What statements with an ORDER BY over all sort keys have in common. */
final class Sort {
  private Sort() {}

  static Sql select(String id, List<Sql> expressions) {
    List<Sql> columns = new ArrayList<>();
    columns.add(Sql.of("SELECT " + id));
    columns.addAll(expressions);
    return Sql.join(", ", columns);
  }

  /** By position in that select, from this key on; by the id when none is left. */
  static String order(List<SortKey> keys, int from) {
    return from == keys.size()
        ? "1"
        : IntStream.range(from, keys.size())
            .mapToObj(i -> (i + 2) + keys.get(i).direction())
            .collect(Collectors.joining(", "));
  }

  /** Rows behind this key, compared from one sort key on. */
  static Sql beyond(List<SortKey> keys, List<Sql> expressions, List<Object> after, int from) {
    Sql here = keys.get(from).beyond(expressions.get(from), after.get(from));
    if (from == keys.size() - 1) {
      return here;
    }
    return Sql.of("(")
        .then(here)
        .then(" OR ")
        .then(expressions.get(from).then(" = ?", after.get(from)))
        .then(" AND ")
        .then(beyond(keys, expressions, after, from + 1))
        .then(")");
  }
}
