package dev.hallmark.server.registry.versions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is selected of a version v and its model m, in this order, with a row for each tag t. Drivers look a column's label up
 * anew in every row, which takes as long as reading the value; here its place is known.
 */
enum VersionColumn {
  ID("v.id"),
  NAME("m.name"),
  VERSION("v.version"),
  STAGE("v.stage"),
  STATUS("v.status"),
  STATUS_MESSAGE("v.status_message"),
  DESCRIPTION("v.description"),
  SOURCE("v.source"),
  LOCATION("v.location"),
  DIGEST("v.digest"),
  RUN_ID("v.run_id"),
  RUN_LINK("v.run_link"),
  LOGGED_MODEL_ID("v.logged_model_id"),
  CREATED_BY("v.created_by"),
  CREATED_AT("v.created_at"),
  UPDATED_AT("greatest(v.updated_at, m.versions_updated_at)"),
  /** No alias holds a comma. */
  ALIASES("""
      (SELECT string_agg(a.alias, ',' ORDER BY a.alias) FROM model_alias a
       WHERE a.model_id = v.model_id AND a.version = v.version)"""),
  TAG_KEY("t.tag_key"),
  TAG_VALUE("t.tag_value");

  /** {@code SELECT} and all columns. */
  static final String SELECT = Stream.of(values())
      .map(column -> column.expression)
      .collect(Collectors.joining(", ", "SELECT ", "\n"));

  private final String expression;

  VersionColumn(String expression) {
    this.expression = expression;
  }

  String text(ResultSet row) throws SQLException {
    return row.getString(ordinal() + 1);
  }

  long number(ResultSet row) throws SQLException {
    return row.getLong(ordinal() + 1);
  }
}
