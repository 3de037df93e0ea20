package dev.hallmark.server.storage.search.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementTimeoutTest {
  private static final String SLOW =
      "select count(*) from system_range(1, 100000) a, system_range(1, ?) b";

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void longStatement_isCancelled() {
    assertThatThrownBy(() -> count(100_000, TimeUnit.MILLISECONDS.toNanos(50)))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
  }

  @Test
  void statementThatHasNotBegun_isCancelledOnceItHas() throws Exception {
    try (PreparedStatement statement = connection.prepareStatement(SLOW);
        StatementTimeout timeout = new StatementTimeout(statement, 1)) {
      TimeUnit.MILLISECONDS.sleep(20);
      statement.setInt(1, 100_000);
      assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void cancellation_isNotSeenByTheNextUser() throws SQLException {
    for (int round = 0; round < 100; round++) {
      try {
        count(2, TimeUnit.MICROSECONDS.toNanos(round * 50L));
      } catch (SQLException e) {
        assertThat(e.getSQLState()).isEqualTo("57014");
      }
      assertThat(count(2, TimeUnit.MINUTES.toNanos(5))).isEqualTo(200_000);
    }
  }

  @Test
  void statementInTime_leavesCompiledStatementsValid() throws SQLException {
    count(1, TimeUnit.MINUTES.toNanos(5));
    long before = schemaVersion();
    assertThat(count(1, TimeUnit.MINUTES.toNanos(5))).isEqualTo(100_000);
    assertThat(schemaVersion()).isEqualTo(before);
  }

  /** H2 compares it with the one a statement was compiled at. */
  private long schemaVersion() throws SQLException {
    return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
        .getDatabase()
        .getModificationMetaId();
  }

  private long count(int factor, long nanos) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SLOW);
        StatementTimeout timeout = new StatementTimeout(statement, nanos)) {
      statement.setInt(1, factor);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
