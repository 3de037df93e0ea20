package dev.hallmark.server.registry.versions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The selected columns of a version v and its model m, in this order, with one row for each tag t. They are read by index, because JDBC
 * drivers look up a column label for every row, which takes as long as reading the value.
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
  /** Aliases cannot contain commas. */
  ALIASES("""
      (SELECT string_agg(a.alias, ',' ORDER BY a.alias) FROM model_alias a
       WHERE a.model_id = v.model_id AND a.version = v.version)"""),
  TAG_KEY("t.tag_key"),
  TAG_VALUE("t.tag_value");

  /** {@code SELECT} with all columns. */
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
