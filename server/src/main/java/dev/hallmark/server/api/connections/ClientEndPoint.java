package dev.hallmark.server.api.connections;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that counts its bytes and detects whether the server waits for the client: for the rest of a request, or to read the
 * response. {@link SlowClients} checks it once a second.
 */
public final class ClientEndPoint extends SocketChannelEndPoint {
  private final ClientAddress address;
  private final AddressLimit limit;
  private final AtomicLong transferred = new AtomicLong();
  private final TransferRate rate = new TransferRate();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile boolean
      serving; // true from the headers of a request until the end of its response
  private volatile int refused; // the number of the rejected request
  private volatile long transferredAtEnd;
  private boolean admitted;

  ClientEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      AddressLimit limit) {
    super(channel, selector, key, scheduler);
    this.limit = limit;
    this.address = ClientAddress.of(getRemoteSocketAddress());
  }

  public static ClientEndPoint of(Request request) {
    return (ClientEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
  }

  public ClientAddress address() {
    return address;
  }

  @Override
  public void onOpen() {
    admitted = limit.enter(address);
    super.onOpen();
    if (!admitted) {
      close();
    }
  }

  @Override
  public void onClose(Throwable cause) {
    super.onClose(cause);
    if (admitted) {
      limit.leave(address);
    }
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    int filled = super.fill(buffer);
    if (filled > 0) {
      transferred.addAndGet(filled);
    }
    return filled;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    long before = remaining(buffers);
    boolean all = super.flush(buffers);
    transferred.addAndGet(before - remaining(buffers));
    return all;
  }

  private static long remaining(ByteBuffer... buffers) {
    long remaining = 0;
    for (ByteBuffer each : buffers) {
      remaining += each.remaining();
    }
    return remaining;
  }

  /** Must be called when the headers of a request have arrived. */
  public void begin() {
    requests.incrementAndGet();
    serving = true;
  }

  /** Must be called when the last byte of the response has been sent. */
  public void end() {
    transferredAtEnd = transferred.get();
    serving = false;
  }

  /** Marks the current request as rejected. The rest of its body is useless, so its time is limited whatever its rate. */
  public void refuse() {
    refused = requests.get();
  }

  /** Measures the rate. Called once a second by one thread. Returns whether the server is waiting for the client. */
  boolean look() {
    int request = requests.get();
    boolean served = serving;
    boolean inHead = !served && transferred.get() > transferredAtEnd;
    boolean waiting = getWriteFlusher().isPending() || isFillInterested() && (served || inHead);
    rate.look(request, served, waiting, transferred.get(), refused == request);
    return waiting;
  }

  /** Fails the pending read or write with a timeout, as for an idle connection, if the client is too slow. */
  void expireIfSlow(int timeoutSeconds, boolean toleratesReaders) {
    boolean slow = toleratesReaders && getWriteFlusher().isPending()
        ? rate.readsTooSlowly(timeoutSeconds, transferred.get())
        : rate.isTooSlow(timeoutSeconds, transferred.get());
    if (slow) {
      onIdleExpired(new TimeoutException("the client is too slow"));
    }
  }
}
