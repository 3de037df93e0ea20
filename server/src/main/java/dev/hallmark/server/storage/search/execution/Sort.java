package dev.hallmark.server.storage.search.execution;

import dev.hallmark.server.storage.search.SortKey;
import dev.hallmark.server.storage.search.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Common parts of statements with ORDER BY over all sort keys. */
final class Sort {
  private Sort() {}

  static Sql select(String id, List<Sql> expressions) {
    List<Sql> columns = new ArrayList<>();
    columns.add(Sql.of("SELECT " + id));
    columns.addAll(expressions);
    return Sql.join(", ", columns);
  }

  /** ORDER BY column positions of that select, starting with this key; by id if no key is left. */
  static String order(List<SortKey> keys, int from) {
    return from == keys.size()
        ? "1"
        : IntStream.range(from, keys.size())
            .mapToObj(i -> (i + 2) + keys.get(i).direction())
            .collect(Collectors.joining(", "));
  }

  /** A condition for rows after this key, starting with this sort key. */
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
