package dev.hallmark.server.registry;

import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.storage.Search;
import java.util.List;

/** Finds model versions by filter; answers their internal ids, in order. */
public final class VersionSearch {
  private final Search search;

  public VersionSearch(Search search) {
    this.search = search;
  }

  /** @param token empty for the first page */
  public Page<Long> find(String workspace, Filter filter, Order order, int limit, String token) {
    return Page.last(List.of());
  }
}
