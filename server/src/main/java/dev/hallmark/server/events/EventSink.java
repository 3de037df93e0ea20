package dev.hallmark.server.events;

/**
 * Hears of a change inside its transaction, on the thread that changes, in the order of the changes. What a sink writes
 * through the same {@code Jdbi} joins that transaction; when a sink throws, the change is refused.
 */
public interface EventSink {
  void accept(RegistryEvent event);

  /** Called again when the change is flushed to disk, before the caller returns. Changes may come here in another order. */
  default void flushed(RegistryEvent event) {}
}
