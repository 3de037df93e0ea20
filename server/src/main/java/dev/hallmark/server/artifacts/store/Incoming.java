package dev.hallmark.server.artifacts.store;

/** An uploaded file that is flushed but not visible yet. */
public interface Incoming extends AutoCloseable {
  /** Makes the file visible at its path, replacing an existing one, and flushes the folder. */
  Written commit();

  /** Deletes the file if it was not committed. */
  @Override
  void close();
}
