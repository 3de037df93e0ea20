package dev.hallmark.server.storage.failures;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.OutOfMemory;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Maps failures of the database to errors by their SQLState, which H2 and PostgreSQL mostly share. */
public final class SqlFailures {
  private static final String DUPLICATE = "23505";
  /** Serialization failure and deadlock on H2 and PostgreSQL, and H2's concurrent update of a row. */
  private static final Set<String> RETRYABLE = Set.of("40001", "40P01", "90131");
  /** PostgreSQL: a read-only transaction, as on a standby; H2: a file that is not writable. */
  private static final Set<String> READ_ONLY = Set.of("25006", "90097");
  /** Lock timeouts; transaction timeouts; then H2: I/O error, connection broken, closed, disk full, out of memory, closing. */
  private static final Set<String> UNAVAILABLE = Set.of(
      "HYT00", "55P03", "25P03", "25P04", "90028", "90031", "90067", "90098", "90100", "90108",
      "90121");
  /** Connection failure, rollback, insufficient resources, operator intervention, system error. */
  private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "40", "53", "57", "58");

  private static final String CONNECTION = "08";

  /**
   * Constraint violation, transaction state, rollback, lock: a commit with these states has failed. With any other state it may have
   * succeeded.
   */
  private static final Set<String> REJECTED_CLASSES = Set.of("23", "25", "40", "55");

  private SqlFailures() {}

  /** Whether the database rolled back this transaction in favor of another one, so that a retry can succeed. */
  public static boolean isRetryable(Throwable failure) {
    return sql(failure).map(SqlFailures::state).filter(RETRYABLE::contains).isPresent();
  }

  /** Converts the failure to a {@link RegistryException}; returns it unchanged if it is a defect of this server. */
  public static RuntimeException translate(RuntimeException failure) {
    if (failure instanceof RegistryException) {
      return failure;
    }
    OutOfMemory.endIfIn(failure); // H2 has already closed the database
    return sql(failure).map(cause -> converted(failure, cause)).orElse(failure);
  }

  private static RuntimeException converted(RuntimeException failure, SQLException cause) {
    if (state(cause).equals(DUPLICATE)) {
      return RegistryException.of(ErrorKind.ALREADY_EXISTS, Subject.STORAGE, Reason.PLAIN, "", "");
    }
    if (READ_ONLY.contains(state(cause))) {
      return RegistryException.readOnly("database");
    }
    return isUnavailable(cause) ? RegistryException.unavailable(Subject.STORAGE, failure) : failure;
  }

  private static boolean isUnavailable(SQLException cause) {
    String state = state(cause);
    return cause instanceof SQLTransientException
        || RETRYABLE.contains(state)
        || UNAVAILABLE.contains(state)
        || READ_ONLY.contains(state)
        || UNAVAILABLE_CLASSES.contains(classOf(state));
  }

  private static String classOf(String state) {
    return state.substring(0, Math.min(2, state.length()));
  }

  /** Whether the failure means that the database is read-only. */
  public static boolean isReadOnly(Throwable failure) {
    return failure instanceof RegistryException answer
        ? answer.reason() == Reason.READ_ONLY
        : sql(failure).map(SqlFailures::state).filter(READ_ONLY::contains).isPresent();
  }

  /**
   * Converts the failure of a commit: unchanged if the database rejected the commit, otherwise UNSURE, because it may have succeeded, for
   * example if the connection was lost before the response.
   */
  public static RuntimeException ofCommit(RuntimeException failure) {
    boolean refused = sql(failure)
        .map(cause -> classOf(state(cause)))
        .filter(REJECTED_CLASSES::contains)
        .isPresent();
    return refused ? failure : RegistryException.unsure(Subject.STORAGE, failure);
  }

  /** Whether a retry can succeed later without the operator. */
  public static boolean isTransient(Exception failure) {
    if (failure instanceof RegistryException answer) {
      return answer.kind() == ErrorKind.UNAVAILABLE;
    }
    return sql(failure).filter(SqlFailures::isUnavailable).isPresent();
  }

  /** Converts the failure of a generated statement: UNAVAILABLE, or INTERNAL if it is a defect of this server. */
  public static RegistryException converted(SQLException failure) {
    return isUnavailable(failure)
        ? RegistryException.unavailable(Subject.STORAGE, failure)
        : RegistryException.internal(Subject.STORAGE, failure);
  }

  /** The reason in one line. For connection failures, the message of the driver says more than that of the socket. */
  public static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !state(root).startsWith(CONNECTION)) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage())
        .lines()
        .findFirst()
        .orElse(root.getClass().getSimpleName());
  }

  private static Optional<SQLException> sql(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
  }

  private static String state(Throwable failure) {
    return failure instanceof SQLException sql && sql.getSQLState() != null
        ? sql.getSQLState()
        : "";
  }
}
