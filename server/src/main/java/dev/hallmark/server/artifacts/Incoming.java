package dev.hallmark.server.artifacts;

/** A file whose bytes have arrived and are forced, and that nobody sees yet. */
interface Incoming extends AutoCloseable {
  /** Puts it in its place, over what lay there, and returns when that is forced too. */
  Written commit();

  /** Removes what was not committed. */
  @Override
  void close();
}
