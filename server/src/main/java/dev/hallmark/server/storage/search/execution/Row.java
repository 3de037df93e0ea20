package dev.hallmark.server.storage.search.execution;

import dev.hallmark.server.storage.search.Dialect;
import dev.hallmark.server.storage.search.SortKey;
import java.util.Comparator;
import java.util.List;

/** A result: its internal id and the values of all sort keys. */
record Row(long id, List<Object> key) {
  Row {
    key = List.copyOf(key);
  }

  static Comparator<Row> by(List<SortKey> order, Dialect dialect) {
    return (left, right) -> compare(left.key, right.key, order, dialect);
  }

  /** Compares up to the length of the shorter key. */
  static int compare(List<Object> left, List<Object> right, List<SortKey> order, Dialect dialect) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int result = order.get(i).compare(left.get(i), right.get(i), dialect);
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }
}
