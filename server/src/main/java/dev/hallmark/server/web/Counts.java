package dev.hallmark.server.web;

import java.util.Locale;

/** How much there is, in words. */
record Counts(String models, String experiments) {
  /** While the database is out of reach. */
  static final Counts UNKNOWN = new Counts("unknown", "unknown");

  static String upTo(int most, int counted) {
    return counted > most
        ? String.format(Locale.ROOT, "more than %,d", most)
        : Integer.toString(counted);
  }
}
