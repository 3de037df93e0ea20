package dev.hallmark.server.storage.search.execution;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.storage.failures.SqlFailures;
import dev.hallmark.server.storage.search.Dialect;
import dev.hallmark.server.storage.search.SortKey;
import dev.hallmark.server.storage.search.Sql;
import dev.hallmark.server.storage.search.SubstringLookup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the statements of one search under a common time limit. */
final class Statements {
  private static final String CANCELLED = "57014";

  private final Connection connection;
  private final Duration allowed;
  private final Filter filter;
  private final SubstringLookup substrings;
  private final long deadline;

  Statements(Connection connection, Duration allowed, Filter filter, SubstringLookup substrings) {
    this.connection = connection;
    this.filter = filter;
    this.substrings = substrings;
    this.allowed = allowed;
    this.deadline = System.nanoTime() + allowed.toNanos();
  }

  Dialect dialect() {
    return substrings.dialect();
  }

  SubstringLookup substrings() {
    return substrings;
  }

  /** Counts the rows of the select up to the limit. */
  int count(Sql select, int limit) {
    Sql counting = Sql.of("SELECT count(*) FROM (")
        .then(select)
        .then(" FETCH FIRST " + limit + " ROWS ONLY) x");
    return read(counting, row -> row.getInt(1)).get(0);
  }

  /** Reads a select of the id and all sort keys. */
  List<Row> rows(Sql select, List<SortKey> order) {
    return read(select, row -> {
      List<Object> key = new ArrayList<>(order.size());
      for (int i = 0; i < order.size(); i++) {
        key.add(order.get(i).type().read(row, i + 2));
      }
      return new Row(row.getLong(1), key);
    });
  }

  List<Long> ids(Sql select) {
    return read(select, row -> row.getLong(1));
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(Sql select, Reader<T> reader) {
    String sql = dialect().withoutCachedPlan(select.text());
    try (PreparedStatement statement = connection.prepareStatement(sql);
        StatementTimeout timeout = new StatementTimeout(statement, nanosLeft())) {
      for (int i = 0; i < select.binds().size(); i++) {
        statement.setObject(i + 1, select.binds().get(i));
      }
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      if (CANCELLED.equals(e.getSQLState())) {
        throw tooSlow();
      }
      throw SqlFailures.converted(e);
    }
  }

  private long nanosLeft() {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw tooSlow();
    }
    return left;
  }

  /** Reported as a client error: MLflow's Python client retries 429 and 5xx for four minutes, and each attempt would be as slow. */
  private RegistryException tooSlow() {
    return RegistryException.invalid(
        Subject.FILTER, Reason.TOO_SLOW, "filter", filter.shown(), allowed.toSeconds());
  }
}
