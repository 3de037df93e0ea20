package dev.hallmark.server.filter;

/** Which lifecycle stages a search returns. */
public enum View {
  ACTIVE,
  DELETED,
  ALL
}
