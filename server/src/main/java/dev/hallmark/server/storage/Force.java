package dev.hallmark.server.storage;

import java.sql.SQLException;

/** How one kind of database puts its commits on the disk. Called from one thread. */
interface Force {
  /** For a database that is not kept. */
  Force NONE = awaited -> true;

  /** To be called before the first run, and again after a {@link ForceLostException}. */
  default void connect() throws SQLException {}

  /**
   * Returns when every commit is on the disk that was made since it connected and before the call. Throws {@link
   * ForceLostException} when the database is out of reach, so that nothing is known of those commits; it may connect
   * again. Whatever else it throws means that they may not be on the disk, and that trying again proves nothing.
   *
   * @param awaited false when nobody waits, and it may look after the database instead
   * @return false when it would like to be called again soon, though nobody waits
   */
  boolean run(boolean awaited);

  /** No run follows. */
  default void disconnect() {}
}
