package dev.hallmark.server.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Splits long lists of ids. H2 compares each row with each id of {@code = any(…)}, so a list with thousands of ids takes seconds. */
public final class IdBatches {
  private static final int SIZE = 500;

  private IdBatches() {}

  /** Runs the statement for batches of 500 ids and returns all rows. */
  public static <I, R> List<R> of(List<I> ids, Function<List<I>, List<R>> statement) {
    if (ids.size() <= SIZE) {
      return ids.isEmpty() ? List.of() : statement.apply(ids);
    }
    List<R> rows = new ArrayList<>(ids.size());
    for (int from = 0; from < ids.size(); from += SIZE) {
      rows.addAll(statement.apply(ids.subList(from, Math.min(ids.size(), from + SIZE))));
    }
    return rows;
  }
}
