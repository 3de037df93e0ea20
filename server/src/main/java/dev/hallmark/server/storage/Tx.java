package dev.hallmark.server.storage;

import dev.hallmark.server.events.EventSink;
import dev.hallmark.server.events.RegistryEvent;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** An open writing transaction: the stores that work in it, and the events that become part of it. */
public final class Tx {
  private final Handle handle;
  private final List<EventSink> sinks;

  Tx(Handle handle, List<EventSink> sinks) {
    this.handle = handle;
    this.sinks = sinks;
  }

  /** A SqlObject store bound to this transaction. */
  public <S> S attach(Class<S> store) {
    return handle.attach(store);
  }

  /** Tells every sink now; one that throws undoes the change. */
  public void publish(RegistryEvent event) {
    sinks.forEach(sink -> sink.accept(event));
  }

  /** For SQL that is built at run time or batched by hand. */
  public Handle handle() {
    return handle;
  }
}
