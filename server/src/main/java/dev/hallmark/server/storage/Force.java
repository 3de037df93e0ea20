package dev.hallmark.server.storage;

/** How one kind of database puts its commits on the disk. Called from one thread. */
interface Force {
  /** For a database that is not kept. */
  Force NONE = () -> true;

  /**
   * Returns when every commit made before the call is on the disk. Whatever it throws means that it may not be, and that
   * trying again proves nothing.
   *
   * @return false when the database would like to be called again soon, though nobody waits, to tidy up
   */
  boolean run();
}
