package dev.hallmark.server.api.connections;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many connections one client may have open. The next one is closed at once, before anything of it is read. */
public final class AddressLimit {
  private static final Logger LOG = LoggerFactory.getLogger(AddressLimit.class);
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ConcurrentHashMap<ClientAddress, Integer> open = new ConcurrentHashMap<>();
  private final AtomicLong warned = new AtomicLong(System.nanoTime() - QUIET_NANOS);
  private final int most;

  /** @param most 0 for no limit */
  public AddressLimit(int most) {
    this.most = most;
  }

  /** Whether the connection may stay; then {@link #leave} has to follow. */
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
