package dev.hallmark.server.filter;

import java.util.List;

/** What runs can be asked about the datasets that went into them. */
final class Datasets {
  static final List<String> KEYS = List.of("name", "digest", "context");

  private Datasets() {}
}
