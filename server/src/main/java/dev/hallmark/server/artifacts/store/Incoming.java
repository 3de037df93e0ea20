package dev.hallmark.server.artifacts.store;

/** A file whose bytes have arrived and are flushed, and that nobody sees yet. */
public interface Incoming extends AutoCloseable {
  /** Puts it in its place, over what lay there, and returns when that is flushed too. */
  Written commit();

  /** Removes what was not committed. */
  @Override
  void close();
}
