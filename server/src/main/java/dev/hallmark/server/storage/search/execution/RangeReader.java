package dev.hallmark.server.storage.search.execution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads the rows of a range in order, in batches. */
final class RangeReader {
  private final List<StageReader> stages;
  private final int batch;
  private final Deque<Row> fetched = new ArrayDeque<>();
  private List<Object> after;
  private boolean exhausted;

  /** @param after the key after which to start; empty for the start */
  RangeReader(List<StageReader> stages, List<Object> after, int batch) {
    this.stages = List.copyOf(stages);
    this.after = after;
    this.batch = batch;
  }

  /** Whether a row is available; reads the next batch if necessary. */
  boolean fill() {
    if (fetched.isEmpty() && !exhausted) {
      List<Row> rows = new ArrayList<>();
      for (StageReader stage : stages) {
        if (rows.size() < batch) {
          rows.addAll(stage.read(after, batch - rows.size()));
        }
      }
      exhausted = rows.size() < batch;
      fetched.addAll(rows);
      if (!rows.isEmpty()) {
        after = rows.get(rows.size() - 1).key();
      }
    }
    return !fetched.isEmpty();
  }

  Row first() {
    return fetched.getFirst();
  }

  Row take() {
    return fetched.removeFirst();
  }
}
