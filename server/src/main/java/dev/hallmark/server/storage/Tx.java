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

/** An open writing transaction: the stores that work in it, and the events that become part of it. */
public final class Tx {
  private final Handle handle;
  private final List<EventSink> sinks;
  private final List<Runnable> afterFlush = new ArrayList<>();
  private final Map<Class<?>, Object> stores = new HashMap<>();

  Tx(Handle handle, List<EventSink> sinks) {
    this.handle = handle;
    this.sinks = sinks;
  }

  /** A SqlObject store bound to this transaction; the same one each time, as they are dear to make. */
  public <S> S attach(Class<S> store) {
    return store.cast(stores.computeIfAbsent(store, handle::attach));
  }

  /** Tells every sink now. One that cannot take the event undoes the change: UNAVAILABLE. */
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
   * For what must not start on the ground of a commit that a power cut could take back. Runs on the caller's thread once
   * the commit is flushed, before the caller hears of it, and not at all if the transaction fails. What it throws
   * reaches the caller although the change stands.
   */
  public void afterFlush(Runnable action) {
    afterFlush.add(action);
  }

  List<Runnable> afterFlush() {
    return afterFlush;
  }

  /** For SQL that is built at run time or batched by hand. */
  public Handle handle() {
    return handle;
  }
}
