package dev.hallmark.server.tracking.models;

import dev.hallmark.server.filter.DatasetRef;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.storage.Search;
import java.util.List;

/** Finds logged models by filter; answers their internal ids, in order. */
public final class LoggedModelSearch {
  private final Search search;

  public LoggedModelSearch(Search search) {
    this.search = search;
  }

  /** @param token empty for the first page */
  public Page<Long> find(
      List<Long> experiments,
      List<DatasetRef> datasets,
      Filter filter,
      Order order,
      int limit,
      String token) {
    return Page.last(List.of());
  }
}
