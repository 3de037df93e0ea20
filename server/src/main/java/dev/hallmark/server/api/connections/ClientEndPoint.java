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
 * A connection that knows how many bytes went through it, and whether its client keeps the server waiting: with the rest of a
 * request, or by not reading the answer. {@link SlowClients} looks at it once a second.
 */
public final class ClientEndPoint extends SocketChannelEndPoint {
  private final ClientAddress address;
  private final AddressLimit limit;
  private final AtomicLong moved = new AtomicLong();
  private final TransferRate pace = new TransferRate();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile boolean
      serving; // a request of which the head has come, until its answer has gone
  private volatile int refused; // the number of the request that is
  private volatile long movedByAnswered;
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
      moved.addAndGet(filled);
    }
    return filled;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    long before = remaining(buffers);
    boolean all = super.flush(buffers);
    moved.addAndGet(before - remaining(buffers));
    return all;
  }

  private static long remaining(ByteBuffer... buffers) {
    long remaining = 0;
    for (ByteBuffer each : buffers) {
      remaining += each.remaining();
    }
    return remaining;
  }

  /** To be called when the head of a request has come. */
  public void begin() {
    requests.incrementAndGet();
    serving = true;
  }

  /** To be called when the last byte of its answer has gone. */
  public void end() {
    movedByAnswered = moved.get();
    serving = false;
  }

  /** What is still to come of the present request is of no use: patience with it ends, whatever its rate. */
  public void refuse() {
    refused = requests.get();
  }

  /** To be called once a second, by one thread. Whether the client keeps the server waiting just now. */
  boolean look() {
    int request = requests.get();
    boolean served = serving;
    boolean inHead = !served && moved.get() > movedByAnswered;
    boolean waiting = getWriteFlusher().isPending() || isFillInterested() && (served || inHead);
    pace.look(request, served, waiting, moved.get(), refused == request);
    return waiting;
  }

  /** Fails what the server waits for, as a connection does that is idle for too long, where the client was too slow. */
  void expireIfSlow(int patience, boolean patientWithReaders) {
    boolean slow = patientWithReaders && getWriteFlusher().isPending()
        ? pace.readsTooSlowly(patience, moved.get())
        : pace.isTooSlow(patience, moved.get());
    if (slow) {
      onIdleExpired(new TimeoutException("the client is too slow"));
    }
  }
}
