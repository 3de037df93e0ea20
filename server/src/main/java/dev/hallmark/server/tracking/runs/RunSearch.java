package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.storage.Search;
import java.util.List;

/** Finds runs by filter; answers their internal ids, in order. */
public final class RunSearch {
  private final Search search;

  public RunSearch(Search search) {
    this.search = search;
  }

  /** @param token empty for the first page */
  public Page<Long> find(
      List<Long> experiments, View view, Filter filter, Order order, int limit, String token) {
    return Page.last(List.of());
  }
}
