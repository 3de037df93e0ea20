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

/** What the database's own failures mean to a caller, told by SQLState, which H2 and PostgreSQL mostly share. */
public final class SqlFailures {
  private static final String DUPLICATE = "23505";
  /** Deadlock on H2 and PostgreSQL, and H2's "row was changed meanwhile". */
  private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40001", "40P01", "90131");
  /** PostgreSQL: a standby, or one that was told so; H2: a file that may not be written. */
  private static final Set<String> READ_ONLY = Set.of("25006", "90097");
  /**
   * Lock timeouts; a transaction that took too long; then H2: i/o error, connection broken, closed, disk full, out of
   * memory, closing.
   */
  private static final Set<String> UNAVAILABLE = Set.of(
      "HYT00", "55P03", "25P03", "25P04", "90028", "90031", "90067", "90098", "90100", "90108",
      "90121");
  /** Lost connection, rolled back, out of resources, stopped by an operator, system error. */
  private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "40", "53", "57", "58");

  private static final String CONNECTION = "08";

  /** Constraint, transaction state, rolled back, lock: with these a commit was refused. With any other it may be made. */
  private static final Set<String> REFUSED_CLASSES = Set.of("23", "25", "40", "55");

  private SqlFailures() {}

  /** True when the database gave up this transaction in favour of another, so that running it again may succeed. */
  public static boolean worthAnotherTry(Throwable failure) {
    return sql(failure)
        .map(SqlFailures::state)
        .filter(WORTH_ANOTHER_TRY::contains)
        .isPresent();
  }

  /** The failure as an answer, or as it is when it is a mistake of ours. */
  public static RuntimeException translate(RuntimeException failure) {
    if (failure instanceof RegistryException) {
      return failure;
    }
    OutOfMemory.endIfIn(failure); // H2 has closed the database by now
    return sql(failure).map(cause -> answer(failure, cause)).orElse(failure);
  }

  private static RuntimeException answer(RuntimeException failure, SQLException cause) {
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
        || WORTH_ANOTHER_TRY.contains(state)
        || UNAVAILABLE.contains(state)
        || READ_ONLY.contains(state)
        || UNAVAILABLE_CLASSES.contains(classOf(state));
  }

  private static String classOf(String state) {
    return state.substring(0, Math.min(2, state.length()));
  }

  /** Whether the database can be read, but takes no changes for now. */
  public static boolean isReadOnly(Throwable failure) {
    return failure instanceof RegistryException answer
        ? answer.reason() == Reason.READ_ONLY
        : sql(failure).map(SqlFailures::state).filter(READ_ONLY::contains).isPresent();
  }

  /**
   * What a failed commit means: as it is when the database refused it, else that the change may have been made, as when
   * the connection was lost before the answer.
   */
  public static RuntimeException ofCommit(RuntimeException failure) {
    boolean refused = sql(failure)
        .map(cause -> classOf(state(cause)))
        .filter(REFUSED_CLASSES::contains)
        .isPresent();
    return refused ? failure : RegistryException.unsure(Subject.STORAGE, failure);
  }

  /** Whether the database may do it later, without anybody putting anything right. */
  public static boolean isTransient(Exception failure) {
    if (failure instanceof RegistryException answer) {
      return answer.kind() == ErrorKind.UNAVAILABLE;
    }
    return sql(failure).filter(SqlFailures::isUnavailable).isPresent();
  }

  /** The answer to a failed statement of our own: UNAVAILABLE, or INTERNAL where it is a mistake of ours. */
  public static RegistryException answer(SQLException failure) {
    return isUnavailable(failure)
        ? RegistryException.unavailable(Subject.STORAGE, failure)
        : RegistryException.internal(Subject.STORAGE, failure);
  }

  /** Why it failed, in one line. A driver says more of a connection than the socket below it. */
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
