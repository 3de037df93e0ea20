package dev.hallmark.server.storage.commit;

import java.sql.SQLException;

/** How one kind of database flushes its commits to disk. Called from one thread, unless a method says otherwise. */
public interface LogFlush {
  /** For a database that is not kept. */
  LogFlush NONE = awaited -> true;

  /** To be called before the first run, and again after a {@link CommitLostException}. */
  default void connect() throws SQLException {}

  /**
   * Returns when every commit is flushed that was made since it connected and before the call. Throws {@link
   * CommitLostException} when the database is unreachable, so that nothing is known of those commits; it may connect
   * again. Any other exception means that they may not be flushed, and that a second flush proves nothing.
   *
   * @param awaited false when nobody waits, and it looks after the database instead
   * @return false when it has found the database elsewhere, so that nothing is known of those commits either
   */
  boolean run(boolean awaited);

  /** Follows a run that returned false, once nobody waits for commits of before: changes may be let through again. */
  default void resume() {}

  /** Throws UNAVAILABLE while the database can only be read. From any thread, before each change. */
  default void requireWritable() {}

  /** Whether a run is waiting for room on the disk. From any thread. */
  default boolean isStalled() {
    return false;
  }

  /** A run that waits for room is not to wait any longer. From any thread. */
  default void end() {}

  /** No run follows. */
  default void disconnect() {}
}
