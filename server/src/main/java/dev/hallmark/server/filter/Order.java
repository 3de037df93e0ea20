package dev.hallmark.server.filter;

import java.util.List;

/** A total order: what was asked for, followed by the resource's own tie-breakers. */
public record Order(List<OrderKey> keys) {
  public Order {
    keys = List.copyOf(keys);
  }
}
