package dev.hallmark.server.filter;

import java.util.List;

/** The attributes of the input datasets of runs that a filter can use. */
final class Datasets {
  static final List<String> KEYS = List.of("name", "digest", "context");

  private Datasets() {}
}
