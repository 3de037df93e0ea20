package dev.hallmark.server.storage;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.EventSink;
import dev.hallmark.server.events.RegistryEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** An open write transaction, with its stores and events. */
public final class Tx {
  private final Handle handle;
  private final List<EventSink> sinks;
  private final List<Runnable> afterFlush = new ArrayList<>();
  private final Map<Class<?>, Object> stores = new HashMap<>();

  Tx(Handle handle, List<EventSink> sinks) {
    this.handle = handle;
    this.sinks = sinks;
  }

  /** A SqlObject store of this transaction. It is cached, because creating it is expensive. */
  public <S> S attach(Class<S> store) {
    return store.cast(stores.computeIfAbsent(store, handle::attach));
  }

  /** Passes the event to all sinks immediately. A failure of a sink rolls back the transaction with UNAVAILABLE. */
  public void publish(RegistryEvent event) {
    try {
      sinks.forEach(sink -> sink.accept(event));
    } catch (RegistryException e) {
      throw e;
    } catch (RuntimeException e) {
      throw RegistryException.unavailable(Subject.STORAGE, e);
    }
    afterFlush(() -> sinks.forEach(sink -> sink.flushed(event)));
  }

  /**
   * Registers an action that must not start before the commit is durable. It runs on the caller's thread after the flush and before the
   * caller gets the result; it does not run if the transaction fails. An exception of the action reaches the caller although the change is
   * committed.
   */
  public void afterFlush(Runnable action) {
    afterFlush.add(action);
  }

  List<Runnable> afterFlush() {
    return afterFlush;
  }

  /** For SQL that is generated or batched manually. */
  public Handle handle() {
    return handle;
  }
}
