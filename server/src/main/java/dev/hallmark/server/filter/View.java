package dev.hallmark.server.filter;

/** Which stages of life a search sees. */
public enum View {
  ACTIVE,
  DELETED,
  ALL
}
