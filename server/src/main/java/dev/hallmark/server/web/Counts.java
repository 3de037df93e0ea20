package dev.hallmark.server.web;

import java.util.Locale;

/** The numbers of models and experiments, as text. */
record Counts(String models, String experiments) {
  /** Used while the database is unreachable. */
  static final Counts UNKNOWN = new Counts("unknown", "unknown");

  static String upTo(int most, int counted) {
    return counted > most
        ? String.format(Locale.ROOT, "more than %,d", most)
        : Integer.toString(counted);
  }
}
