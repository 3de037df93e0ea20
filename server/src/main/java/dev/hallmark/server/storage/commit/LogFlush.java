package dev.hallmark.server.storage.commit;

import java.sql.SQLException;

/** Flushes the commits of one kind of database to disk. Called from one thread, unless a method says otherwise. */
public interface LogFlush {
  /** For a database in memory. */
  LogFlush NONE = awaited -> true;

  /** Must be called before the first run, and again after a {@link CommitLostException}. */
  default void connect() throws SQLException {}

  /**
   * Flushes all commits between connecting and this call. Throws {@link CommitLostException} if the database is unreachable, so that the
   * state of these commits is unknown; it can then be connected again. Any other exception means that they may not be flushed and that a
   * second flush would prove nothing.
   *
   * @param awaited false if no thread waits for a flush, and it only checks and maintains the database
   * @return false if it has connected to another server, so that the state of these commits is unknown too
   */
  boolean run(boolean awaited);

  /** Called after a run that returned false, when no thread waits for earlier commits: allows changes again. */
  default void resume() {}

  /** Throws UNAVAILABLE if the database is read-only. Called from any thread, before each change. */
  default void requireWritable() {}

  /** Whether a run is waiting for disk space. Called from any thread. */
  default boolean isStalled() {
    return false;
  }

  /** Stops a run from waiting for disk space. Called from any thread. */
  default void end() {}

  /** Closes the connection. No run follows, unless it is connected again. */
  default void disconnect() {}
}
