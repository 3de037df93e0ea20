package dev.hallmark.server.storage.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each SQLSTATE of "not now" is answered. */
class SqlFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "08000, connection",
    "08001, PostgreSQL: cannot connect",
    "08003, no connection",
    "08004, PostgreSQL: rejected",
    "08006, connection lost",
    "25P03, PostgreSQL: idle in a transaction for too long",
    "25P04, PostgreSQL: transaction took too long",
    "40001, serialization failure or H2's deadlock",
    "40002, integrity at commit",
    "40003, completion unknown",
    "40P01, PostgreSQL: deadlock",
    "53000, PostgreSQL: out of resources",
    "53100, PostgreSQL: disk full",
    "53200, PostgreSQL: out of memory",
    "53300, PostgreSQL: too many connections",
    "53400, PostgreSQL: a limit of its configuration",
    "55P03, PostgreSQL: lock not available",
    "57000, operator",
    "57014, cancelled",
    "57P01, PostgreSQL: shut down",
    "57P02, PostgreSQL: crash of another process",
    "57P03, PostgreSQL: starting",
    "57P05, PostgreSQL: idle for too long",
    "58000, system",
    "58030, PostgreSQL: i/o error",
    "HYT00, H2: lock timeout",
    "90028, H2: i/o error",
    "90031, H2: i/o error",
    "90067, H2: connection broken",
    "90098, H2: closed",
    "90100, H2: no room",
    "90108, H2: out of memory",
    "90121, H2: closing",
    "90131, H2: row changed meanwhile"
  })
  void notNow_isUnavailable(String state, String meaning) {
    RuntimeException answer = SqlFailures.translate(failure(state));
    assertThat(answer)
        .as(meaning)
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "reason")
        .containsExactly(ErrorKind.UNAVAILABLE, Reason.PLAIN);
    assertThat(SqlFailures.isTransient(failure(state))).isTrue();
    assertThat(SqlFailures.converted(new SQLException(meaning, state)))
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"25006", "90097"})
  void readOnlyDatabase_takesNoChangesNow(String state) {
    assertThat(SqlFailures.translate(failure(state)))
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "reason", "field")
        .containsExactly(ErrorKind.UNAVAILABLE, Reason.READ_ONLY, "database");
    assertThat(SqlFailures.isReadOnly(failure(state))).isTrue();
  }

  @Test
  void poolWithoutAFreeConnection_isUnavailable() {
    assertThat(SqlFailures.translate(
            new IllegalStateException(new SQLTransientConnectionException("timed out"))))
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22001", "42601", "42P01", "XX000", "XX001", "0A000"})
  void mistakeOfOurs_staysAsItIs(String state) {
    RuntimeException failure = failure(state);
    assertThat(SqlFailures.translate(failure)).isSameAs(failure);
    assertThat(SqlFailures.isTransient(failure)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "90131"})
  void givenUpForAnother_isTriedAgain(String state) {
    assertThat(SqlFailures.isRetryable(failure(state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08007", "57P01", "57P02", "58030", "53100", "90098", "XX000"})
  void commitWithoutAnAnswer_mayHaveBeenMade(String state) {
    assertThat(SqlFailures.ofCommit(failure(state)))
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "reason")
        .containsExactly(ErrorKind.UNAVAILABLE, Reason.UNSURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "25006", "40001", "40P01", "55P03"})
  void commitThatWasRefused_staysAsItIs(String state) {
    RuntimeException failure = failure(state);
    assertThat(SqlFailures.ofCommit(failure)).isSameAs(failure);
  }

  private static RuntimeException failure(String state) {
    return new IllegalStateException("statement failed", new SQLException("of the driver", state));
  }
}
