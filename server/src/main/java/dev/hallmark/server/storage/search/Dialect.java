package dev.hallmark.server.storage.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Differences between the databases: substring indexes, index hints and text order. */
public enum Dialect {
  /** Without the hint, H2 may take another index with the same first columns, and sort. */
  H2 {
    @Override
    String indexHint(String index) {
      return " use index (" + index + ")";
    }

    @Override
    int compareTexts(String left, String right) {
      return left.compareTo(right);
    }

    @Override
    public String withoutCachedPlan(String sql) {
      return sql + " --" + EXECUTIONS.incrementAndGet();
    }
  },
  /** PostgreSQL without the extension pg_trgm: substring searches read all texts. */
  POSTGRESQL,
  /** PostgreSQL with the extension pg_trgm, which has trigram indexes. */
  POSTGRESQL_WITH_TRIGRAMS;

  private static final AtomicLong EXECUTIONS = new AtomicLong();
  private static final String EXTENSION = "SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'";

  /** The index hint after a table and its alias. PostgreSQL needs none, since it finds the index by the order. */
  String indexHint(String index) {
    return "";
  }

  /** Compares texts like the database: H2 by UTF-16 code unit, PostgreSQL by code point, which is the order of UTF-8 bytes. */
  int compareTexts(String left, String right) {
    return Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
  }

  /**
   * Changes the statement so that H2 does not use its cached plan. When a limit ends a query, H2 2.5.252 does not reset its iteration over
   * an {@code IN} list, so the next execution of the cached plan misses rows.
   */
  public String withoutCachedPlan(String sql) {
    return sql;
  }

  public static Dialect of(Connection connection) throws SQLException {
    if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
      return H2;
    }
    try (PreparedStatement statement = connection.prepareStatement(EXTENSION);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? POSTGRESQL_WITH_TRIGRAMS : POSTGRESQL;
    }
  }
}
