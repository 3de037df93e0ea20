package dev.hallmark.server.storage.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One lane's rows in order, fetched in pieces as they are taken. */
final class LaneReader {
  private final List<StageReader> stages;
  private final int piece;
  private final Deque<Row> fetched = new ArrayDeque<>();
  private List<Object> after;
  private boolean exhausted;

  /** @param after the key behind which to begin; empty for the beginning */
  LaneReader(List<StageReader> stages, List<Object> after, int piece) {
    this.stages = List.copyOf(stages);
    this.after = after;
    this.piece = piece;
  }

  /** Whether there is a row to take. */
  boolean fill() {
    if (fetched.isEmpty() && !exhausted) {
      List<Row> rows = new ArrayList<>();
      for (StageReader stage : stages) {
        if (rows.size() < piece) {
          rows.addAll(stage.read(after, piece - rows.size()));
        }
      }
      exhausted = rows.size() < piece;
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
