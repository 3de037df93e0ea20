package dev.hallmark.server.storage;

import org.jdbi.v3.core.Jdbi;

/** Answers a page of the ids of the rows that a filter lets through, in an order. */
public final class Search {
  private final Jdbi jdbi;

  public Search(Jdbi jdbi) {
    this.jdbi = jdbi;
  }
}
