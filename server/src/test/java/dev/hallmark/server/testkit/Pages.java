package dev.hallmark.server.testkit;

import dev.hallmark.server.page.Page;
import dev.hallmark.server.page.Rows;
import java.util.ArrayList;
import java.util.List;

/** Rows read to their end, for what tests compare. */
public final class Pages {
  private Pages() {}

  public static <T> Page<T> of(Rows<T> rows) {
    List<T> all = new ArrayList<>();
    String next = rows.forEachBatch(batch -> {
          all.addAll(batch);
          return 0;
        })
        .orElse("");
    return new Page<>(all, next);
  }
}
