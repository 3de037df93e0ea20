package dev.hallmark.server.storage.search.execution;

import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;

/**
 * What one search asks.
 *
 * @param about the resource and all that decides its rows besides filter and order; page tokens are bound to it
 * @param limit the most rows of the page, at least 1
 * @param token empty for the first page
 */
public record Question(String about, Filter filter, Order order, int limit, String token) {
  /** The same in every process, as a token may come back to another one. */
  int hash() {
    return (about + "\n" + filter + "\n" + order).hashCode();
  }
}
