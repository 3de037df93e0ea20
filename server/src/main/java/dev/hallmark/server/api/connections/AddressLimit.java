package dev.hallmark.server.api.connections;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Limits the open connections per client address. An excess connection is closed immediately, before anything is read from it. */
public final class AddressLimit {
  private static final Logger LOG = LoggerFactory.getLogger(AddressLimit.class);
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ConcurrentHashMap<ClientAddress, Integer> open = new ConcurrentHashMap<>();
  private final AtomicLong warned = new AtomicLong(System.nanoTime() - QUIET_NANOS);
  private final int most;

  /** @param most the limit; 0 for none */
  public AddressLimit(int most) {
    this.most = most;
  }

  /** Counts a connection. Returns false if it exceeds the limit; otherwise {@link #leave} must follow. */
  boolean enter(ClientAddress address) {
    int number = open.merge(address, 1, Integer::sum);
    if (most == 0 || number <= most) {
      return true;
    }
    leave(address);
    warn(address);
    return false;
  }

  void leave(ClientAddress address) {
    open.computeIfPresent(address, (key, number) -> number == 1 ? null : number - 1);
  }

  private void warn(ClientAddress address) {
    long now = System.nanoTime();
    long last = warned.get();
    if (now - last >= QUIET_NANOS && warned.compareAndSet(last, now)) {
      LOG.warn(
          "{} has {} connections open and gets no more; connections-per-address is the limit",
          address.text(),
          most);
    }
  }
}
