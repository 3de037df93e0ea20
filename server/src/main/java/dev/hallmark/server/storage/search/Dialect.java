package dev.hallmark.server.storage.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Where the engines differ: how each finds texts by a substring, and is told which index to follow. */
public enum Dialect {
  /** Of indexes that begin alike it would take any, and sort what it could have read in order. */
  H2 {
    @Override
    String following(String index) {
      return " use index (" + index + ")";
    }

    @Override
    int compareTexts(String left, String right) {
      return left.compareTo(right);
    }

    @Override
    public String compiledAnew(String sql) {
      return sql + " --" + EXECUTIONS.incrementAndGet();
    }
  },
  /** Without its extension pg_trgm: texts are read one by one. */
  POSTGRESQL,
  /** With its extension pg_trgm: an index of the three letters that stand together. */
  POSTGRESQL_WITH_TRIGRAMS;

  private static final AtomicLong EXECUTIONS = new AtomicLong();
  private static final String EXTENSION = "SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'";

  /** What stands behind a table's name and alias so that this index is followed; PostgreSQL finds it by the order. */
  String following(String index) {
    return "";
  }

  /** As the engine orders texts: H2 by UTF-16 unit, PostgreSQL by code point, whose order is that of UTF-8's bytes. */
  int compareTexts(String left, String right) {
    return Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
  }

  /**
   * The statement so that it is not executed in the compiled form of an earlier execution. H2 2.5.252 leaves an {@code IN} list
   * half read when a limit ends the query, and the next execution of that form goes on from there: it misses rows.
   */
  public String compiledAnew(String sql) {
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
