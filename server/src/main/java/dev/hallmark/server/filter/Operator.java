package dev.hallmark.server.filter;

/** The operator of a condition, with its spelling in filters and error messages. */
public enum Operator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  LIKE("LIKE"),
  ILIKE("ILIKE"),
  IN("IN"),
  NOT_IN("NOT IN"),
  IS_NULL("IS NULL"),
  IS_NOT_NULL("IS NOT NULL");

  private final String spelling;

  Operator(String spelling) {
    this.spelling = spelling;
  }

  public String spelling() {
    return spelling;
  }
}
