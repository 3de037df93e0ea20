package dev.hallmark.server.filter;

import java.util.List;

/** A total order: the requested keys, followed by the tie-breakers of the resource. */
public record Order(List<OrderKey> keys) {
  public Order {
    keys = List.copyOf(keys);
  }
}
