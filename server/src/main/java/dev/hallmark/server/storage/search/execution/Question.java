package dev.hallmark.server.storage.search.execution;

import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;

/**
 * The parameters of a search.
 *
 * @param about the resource and everything besides filter and order that determines the rows; a page token is valid only for the same value
 * @param limit the maximum number of rows, at least 1
 * @param token empty for the first page
 */
public record Question(String about, Filter filter, Order order, int limit, String token) {
  /** Equal in all processes, because a token can be used with another server. */
  int hash() {
    return (about + "\n" + filter + "\n" + order).hashCode();
  }
}
