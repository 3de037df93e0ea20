package dev.hallmark.server.filter;

import java.util.List;

/** What a resource can be filtered and ordered by. */
public final class Grammar {
  public static final Grammar REGISTERED_MODELS = new Grammar();
  public static final Grammar MODEL_VERSIONS = new Grammar();
  public static final Grammar EXPERIMENTS = new Grammar();
  public static final Grammar RUNS = new Grammar();
  public static final Grammar LOGGED_MODELS = new Grammar();

  private Grammar() {}

  /** Reads a filter; the empty text asks for everything. */
  public Filter filter(String text) {
    return new Filter(List.of(), PromptScope.NOT_APPLICABLE);
  }

  /** Reads order_by entries, {@code <field> [ASC|DESC]}, and completes them to a total order. */
  public Order order(List<String> entries) {
    return new Order(List.of());
  }

  /** Completes keys that came ready-made, as logged models' do, after checking their fields. */
  public Order orderOf(List<OrderEntry> entries) {
    return new Order(List.of());
  }
}
