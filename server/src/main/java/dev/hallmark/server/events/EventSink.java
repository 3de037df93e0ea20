package dev.hallmark.server.events;

/**
 * Receives each change inside its transaction, on the thread of the transaction, in the order of the changes. Writes through the same
 * {@code Jdbi} join the transaction; an exception rolls it back.
 */
public interface EventSink {
  void accept(RegistryEvent event);

  /** Called again when the change is flushed to disk, before the caller returns. The order of changes can differ here. */
  default void flushed(RegistryEvent event) {}
}
